// What needs the browser: Enter sends, the text is kept until it was taken, the newest message stays in sight.
const panels = new WeakMap();

export function attach(root, component, draftKey) {
  const box = root.querySelector("textarea");
  const log = root.querySelector("[role=log]");
  const button = root.querySelector(".send");
  const leave = new AbortController();
  const on = (target, event, act) => target.addEventListener(event, act, { signal: leave.signal });

  // The draft survives a reload; its id stays with the text, so that a text sent twice counts once.
  let draft = read(draftKey) ?? { id: newId(), text: "" };
  let follow = true;
  let inLog = null;
  box.value = draft.text;

  const keep = () => {
    if (box.value.trim() !== draft.text.trim()) {
      draft = { id: newId(), text: box.value };
    }
    write(draftKey, draft);
  };

  const send = async () => {
    const text = box.value.trim();
    box.focus();
    if (!text) {
      return;
    }
    keep();
    const sent = draft;
    box.value = "";
    draft = { id: newId(), text: "" };
    follow = true;
    let taken = false;
    try {
      taken = await component.invokeMethodAsync("SayAsync", sent.id, text);
    } catch {
      taken = false;
    }
    if (taken) {
      write(draftKey, draft);
      return;
    }
    // What was typed meanwhile comes after it.
    box.value = box.value ? `${text}\n${box.value}` : text;
    draft = box.value === text ? sent : { id: newId(), text: box.value };
    write(draftKey, draft);
    box.focus();
  };

  on(box, "input", keep);
  on(button, "click", send);
  on(box, "keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  });

  const toEnd = () => {
    log.scrollTop = log.scrollHeight;
  };
  on(log, "scroll", () => {
    follow = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  });
  on(log, "focusin", (event) => {
    inLog = event.target;
  });
  on(log, "focusout", (event) => {
    if (event.relatedTarget) {
      inLog = null;
    }
  });
  on(log, "click", () => {
    follow = true;
  });

  const changes = new MutationObserver(() => {
    if (follow) {
      toEnd();
    }
    // A card that was replaced took the pressed button with it; the box is where the talk goes on.
    if (inLog && !inLog.isConnected) {
      inLog = null;
      box.focus();
    }
  });
  changes.observe(log, { childList: true, subtree: true, characterData: true });
  const sizes = new ResizeObserver(() => follow && toEnd());
  sizes.observe(log);
  toEnd();

  panels.set(root, () => {
    leave.abort();
    changes.disconnect();
    sizes.disconnect();
  });
}

export function detach(root) {
  panels.get(root)?.();
  panels.delete(root);
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, draft) {
  try {
    sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Without storage the draft lasts as long as the page.
  }
}
