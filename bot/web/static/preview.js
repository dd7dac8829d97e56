// The chat on an empty page, as it will look on a website: the attributes of widget.js are taken from the address.
const wanted = new URLSearchParams(location.search);
const script = document.createElement("script");
script.src = "widget.js";
for (const name of ["title", "greeting", "colour", "position"]) {
  const value = wanted.get(name);
  if (value) script.dataset[name] = value.slice(0, 60);
}
document.body.append(script);
