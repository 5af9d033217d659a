document.getElementById('add').addEventListener('click', function () {
  var li = document.createElement('li');
  li.textContent = document.getElementById('year').value + ' : ' + document.getElementById('event').value;
  document.getElementById('line').appendChild(li);
});
