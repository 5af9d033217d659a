"""The one view model that every renderer lays out."""
