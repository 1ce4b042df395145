// What a host hears that listens before the element does.
const { dataset } = document.documentElement;
dataset.keys = dataset.pasted = "";
addEventListener("keydown", ({ key }) => (dataset.keys += key), true);
addEventListener(
  "paste",
  ({ clipboardData }) => {
    dataset.pasted = clipboardData.getData("text/plain");
  },
  true,
);
