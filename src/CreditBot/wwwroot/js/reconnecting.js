// Blazor tells the state of its connection by an event on the dialog; the page shows it in words.
const dialog = document.getElementById("components-reconnect-modal");
const states = { show: "trying", retrying: "trying", failed: "failed", rejected: "rejected" };

dialog.addEventListener("components-reconnect-state-changed", (event) => {
  const state = states[event.detail.state];
  dialog.dataset.state = state ?? "";
  if (state && !dialog.open) {
    dialog.showModal();
  } else if (!state && dialog.open) {
    dialog.close();
  }

  if (state === "failed") {
    document.addEventListener("visibilitychange", retryWhenSeen);
  }
});

document.getElementById("components-reconnect-button").addEventListener("click", retry);
document.getElementById("components-reload-button").addEventListener("click", () => location.reload());

async function retry() {
  document.removeEventListener("visibilitychange", retryWhenSeen);
  dialog.dataset.state = "trying";
  try {
    // False: the server answers, but knows the old session no more.
    if (!(await Blazor.reconnect())) {
      location.reload();
    }
  } catch {
    dialog.dataset.state = "failed";
    document.addEventListener("visibilitychange", retryWhenSeen);
  }
}

async function retryWhenSeen() {
  if (document.visibilityState === "visible") {
    await retry();
  }
}
