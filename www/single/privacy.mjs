// Opens what the single file tells of privacy, in place of the page that the link would lead to.
export function showPrivacyHere() {
  const dialog = document.querySelector("#privacy");
  addEventListener("click", (event) => {
    if (!event.target.closest?.("a[href='privacy.html']")) return;
    event.preventDefault();
    dialog.showModal();
  });
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
}
