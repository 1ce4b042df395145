"""A site by Sphinx."""

project = "A site by Sphinx"
html_static_path = ["_static"]
html_css_files = ["far.css"]
html_js_files = ["hear.js", ("embed/sa-token-decoder.mjs", {"type": "module"})]
