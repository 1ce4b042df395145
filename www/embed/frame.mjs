// What the page does inside a frame: it tells the page around it how high it is, and wears the theme
// that this one wishes. No message holds anything of what was pasted.
{
  const type = "sa-token-decoder";
  const root = document.documentElement;

  addEventListener("message", ({ source, data }) => {
    if (source !== parent || data?.type !== type) return;
    if (["light", "dark", "auto"].includes(data.theme)) root.dataset.theme = data.theme;
  });

  if (parent !== window) {
    // Whoever shows the page may know its height: that is why any page may read the message.
    new ResizeObserver(() => {
      // What only a screen reader reads stands one pixel below the rest.
      const height = Math.ceil(root.getBoundingClientRect().height) + 1;
      parent.postMessage({ type, height }, "*");
    }).observe(root);
  }
}
