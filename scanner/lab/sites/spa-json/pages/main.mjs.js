const legal = { confidentialite: 'Politique de confidentialité', mentions: 'Mentions légales', cgu: 'CGU' };
class Appli extends HTMLElement {
  constructor() { super(); this.view = this.attachShadow({ mode: 'closed' }); }
  connectedCallback() { this.draw(); }
  async draw() {
    const path = location.pathname;
    const key = path.startsWith('/juridique/') ? path.slice(11) : '';
    if (key in legal) {
      document.title = legal[key] + ' · Cartolino';
      this.view.innerHTML = `<style>.t{white-space:pre-line}</style><h1>${legal[key]}</h1><div class="t">Chargement…</div>`;
      const answer = await fetch('https://api.cartolino.example/' + key + '.json');
      const { contenu } = await answer.json();
      this.view.querySelector('.t').textContent = contenu;
    } else if (path === '/juridique') {
      document.title = 'Documents juridiques · Cartolino';
      this.view.innerHTML = '<h1>Documents juridiques</h1><ul>' + Object.entries(legal).map(([k, t]) => `<li><a href="/juridique/${k}">${t}</a></li>`).join('') + '</ul>';
    } else {
      document.title = 'Cartolino';
      this.view.innerHTML = '<h1>La géographie se dessine</h1><p>Des cartes muettes à remplir, des itinéraires à tracer et des paysages à reconnaître, du cours moyen à la sixième.</p><footer><a href="/juridique">Documents juridiques</a></footer>';
    }
  }
}
customElements.define('carto-appli', Appli);
