"""Views: one view model, many renderers. Pure: values in, text out."""
