// What the page can do beyond reading: choose the languages shown, show types in a tip, copy code as Isabelle reads it.
(() => {
  "use strict";

  const KEY = "diglot.view";
  const VIEWS = ["juvix", "isabelle", "both", "none"];
  const root = document.documentElement;

  const stored = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // Storage may be forbidden; then the choice lasts as long as the page.
    }
  };

  const store = (view) => {
    try {
      localStorage.setItem(KEY, view);
    } catch {
      // As above.
    }
  };

  const show = (view) => {
    root.dataset.dgView = view;
    for (const button of document.querySelectorAll("[data-dg-view]:is(button)")) {
      button.setAttribute("aria-pressed", String(button.dataset.dgView === view));
    }
  };

  const choose = (button) => {
    // The page above may grow or shrink: what the reader has clicked stays where it is.
    const before = button.getBoundingClientRect().top;
    show(button.dataset.dgView);
    store(button.dataset.dgView);
    window.scrollBy({ top: button.getBoundingClientRect().top - before, behavior: "instant" });
  };

  const plainText = (node) => {
    const copy = node.cloneNode(true);
    for (const sign of copy.querySelectorAll("[data-plain]")) sign.textContent = sign.dataset.plain;
    for (const number of copy.querySelectorAll(".dg-number")) number.remove();
    return copy.textContent;
  };

  const addCopyButtons = () => {
    if (!navigator.clipboard) return;
    for (const pane of document.querySelectorAll(":is(.dg-figure, .dg-source) .dg-pane")) {
      if (pane.querySelector(".dg-copy")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "dg-copy";
      button.textContent = "Copy";
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(plainText(pane.querySelector("code")));
        button.textContent = "Copied";
        setTimeout(() => (button.textContent = "Copy"), 1500);
      });
      const head = pane.querySelector(".dg-head");
      if (head && getComputedStyle(head).display !== "none") head.append(button);
      else pane.append(button);
    }
  };

  document.addEventListener("copy", (event) => {
    const selection = document.getSelection();
    const anchor = selection?.anchorNode?.parentElement?.closest(".dg-pane");
    if (!anchor || selection.isCollapsed || !event.clipboardData) return;
    const part = document.createElement("div");
    part.append(selection.getRangeAt(0).cloneContents());
    event.clipboardData.setData("text/plain", plainText(part));
    event.preventDefault();
  });

  // -- Tips: the text of `title`, at once, in the font of code, and for the keyboard too. -----------------------------
  //
  // A tip belongs to an element, its owner, and is there while the pointer rests on one of the two, or while the owner has
  // the focus. It moves with its owner, and goes when that is out of sight, or on Escape.

  const OPEN_AFTER = 80; // So that crossing code on the way to something else opens nothing.
  const CLOSE_AFTER = 300; // Time to get from the owner to its tip,
  const SWITCH_AFTER = 150; // also past other names.
  const GAP = 2;

  const tip = document.createElement("div");
  tip.className = "dg-tip";
  tip.id = "dg-tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  let owner = null;
  let dismissed = null; // What Escape was pressed on: it says nothing more until the pointer or the focus has left it.
  let pointed = false; // Whether the pointer keeps the tip.
  let line = null; // Where in the owner it is pointed at, if that runs over several lines.
  let later = 0;

  const named = (element) =>
    element?.closest?.(":is(.dg-figure code *, a.dg-word):is([title], [data-dg-tip])") ?? null;

  const hide = () => {
    if (!owner) return;
    owner.title = owner.dataset.dgTip;
    delete owner.dataset.dgTip;
    owner.removeAttribute("aria-describedby");
    tip.hidden = true;
    owner = null;
  };

  const reveal = (target, at) => {
    if (target === dismissed) return;
    line = at ?? null;
    if (target !== owner) {
      hide();
      if (!target.title) return;
      owner = target;
      owner.dataset.dgTip = owner.title;
      owner.removeAttribute("title"); // Or the browser would show it a second time.
      owner.setAttribute("aria-describedby", tip.id);
      tip.textContent = owner.dataset.dgTip;
      tip.hidden = false;
    }
    put();
  };

  const lineOf = (element) => {
    const lines = [...element.getClientRects()];
    return (line !== null && lines[line]) || lines[0] || element.getBoundingClientRect();
  };

  const put = () => {
    const place = lineOf(owner);
    const below = window.innerHeight - place.bottom - GAP;
    const above = place.top - GAP;
    tip.style.maxHeight = `${Math.max(below, above) - 8}px`;
    const left = Math.min(place.left, root.clientWidth - tip.offsetWidth - 8);
    tip.style.left = `${Math.max(left, 8)}px`;
    const under = below >= tip.offsetHeight + 8 || below >= above;
    tip.style.top = `${under ? place.bottom + GAP : place.top - tip.offsetHeight - GAP}px`;
  };

  // Whether anything of the owner is to be seen: in the window, and in what it scrolls in.
  const inSight = (frame) => {
    const place = lineOf(owner);
    const box = frame ?? { top: 0, left: 0, bottom: window.innerHeight, right: window.innerWidth };
    return place.bottom > box.top && place.top < box.bottom && place.right > box.left && place.left < box.right;
  };

  const wait = (time, act) => {
    clearTimeout(later);
    later = setTimeout(act, time);
  };

  // Without the pointer, what has the focus may have its tip back.
  const leave = () => {
    pointed = false;
    if (owner && owner === document.activeElement) return;
    const focused = named(document.activeElement);
    if (focused) reveal(focused);
    else hide();
  };

  const point = (event) => {
    const target = named(event.target);
    if (dismissed && target !== dismissed && dismissed !== document.activeElement) dismissed = null;
    if (tip.contains(event.target) || (target && target === owner)) {
      clearTimeout(later);
      pointed = true;
    } else if (target && target !== dismissed) {
      const at = [...target.getClientRects()].findIndex(
        (box) => event.clientY >= box.top && event.clientY <= box.bottom && event.clientX <= box.right,
      );
      wait(pointed ? SWITCH_AFTER : OPEN_AFTER, () => {
        pointed = true;
        reveal(target, at);
      });
    } else if (pointed) {
      wait(CLOSE_AFTER, leave);
    } else {
      clearTimeout(later); // Nothing opens for what was only crossed.
    }
  };

  // A finger does not rest on anything: what is tapped keeps its tip until something else is tapped.
  document.addEventListener("pointerover", (event) => event.pointerType !== "touch" && point(event));
  root.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && wait(CLOSE_AFTER, leave));
  let touched = false; // Not all browsers say so with a click.
  document.addEventListener("pointerdown", (event) => (touched = event.pointerType === "touch"));
  document.addEventListener("click", (event) => {
    if (!touched || tip.contains(event.target)) return;
    clearTimeout(later);
    dismissed = null;
    const target = named(event.target);
    pointed = target !== null;
    if (target) reveal(target);
    else hide();
  });
  document.addEventListener("focusin", (event) => {
    dismissed = null;
    const target = named(event.target);
    // A click in the tip, to select from it, takes the focus from its owner.
    if (target) reveal(target);
    else if (!pointed) hide();
  });
  document.addEventListener("focusout", (event) => {
    if (dismissed === event.target) dismissed = null;
    if (!pointed && !named(event.relatedTarget)) hide();
  });

  const follow = (event) => {
    if (!owner || event.target === tip) return;
    const box = event.target instanceof Element ? event.target : null;
    if (box && !box.contains(owner)) return; // The contents and the navigation scroll by themselves.
    if (owner.isConnected && inSight() && (!box || inSight(box.getBoundingClientRect()))) return put();
    pointed = false;
    hide();
  };
  document.addEventListener("scroll", follow, { capture: true, passive: true });
  window.addEventListener("resize", follow);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    clearTimeout(later);
    pointed = false;
    dismissed = owner ?? dismissed;
    hide();
    root.dataset.dgAway = ""; // Explanations of terms come from the style sheet.
  });
  for (const turning of ["pointerover", "focusin"]) {
    document.addEventListener(turning, () => delete root.dataset.dgAway);
  }

  // -- English and code: pointing at a name in one shows where it is in the other. -----------------------------------

  const light = (target) => {
    for (const lit of document.querySelectorAll(".dg-lit")) lit.classList.remove("dg-lit");
    // Where the pointer rests on nothing, what has the focus counts.
    const named = (element) => element?.closest?.("a.dg-word, .dg-figure code a[href]");
    const link = named(target) ?? named(document.activeElement);
    const id = link?.hash && link.pathname === location.pathname ? link.hash : "";
    if (!id) return;
    for (const other of document.querySelectorAll(`a[href="${CSS.escape(id)}"], a[href="${id}"]`)) {
      if (other.matches("a.dg-word, .dg-figure code a")) other.classList.add("dg-lit");
      if (other.matches("a.dg-word")) other.closest("p, li")?.classList.add("dg-lit");
    }
    const place = document.getElementById(decodeURIComponent(id.slice(1)));
    place?.classList.add("dg-lit");
    // Without a word in the English, what leads up to the snippet is about it.
    if (!link.matches("a.dg-word") && place === link) englishOf(place)?.classList.add("dg-lit");
  };

  const englishOf = (place) => place.closest(".dg-row")?.querySelector(".dg-english");

  document.addEventListener("pointerover", (event) => light(event.target));
  document.addEventListener("focusin", (event) => light(event.target));

  // -- Indexes: a click on the head of a column sorts by it, a second one the other way round. ------------------------

  const sortBy = (table, column, button) => {
    const head = button.closest("th");
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const text = (row) => row.cells[column].textContent.trim();
    const order = new Intl.Collator(document.documentElement.lang || "en", { numeric: true });
    const rows = [...table.tBodies[0].rows].sort((a, b) => order.compare(text(a), text(b)) * (down ? -1 : 1));
    table.tBodies[0].append(...rows);
  };

  const addSorting = () => {
    for (const table of document.querySelectorAll("table.dg-index")) {
      if (table.tHead.querySelector("button")) continue;
      [...table.tHead.rows[0].cells].forEach((head, column) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = head.textContent;
        button.addEventListener("click", () => sortBy(table, column, button));
        head.replaceChildren(button);
      });
      table.tHead.rows[0].cells[0].setAttribute("aria-sort", "ascending");
    }
  };

  // -- Start ------------------------------------------------------------------------------------------------------------

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".dg-views button");
    if (button) choose(button);
  });

  // What is folded is printed unfolded, by browsers whose style sheets cannot say so, too.
  let unfolded = [];
  window.addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("details:not([open])")];
    for (const fold of unfolded) fold.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const fold of unfolded) fold.open = false;
  });

  // A link into a folded snippet opens it.
  const openTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = target?.closest("details");
    if (fold && !fold.open) {
      fold.open = true;
      target.scrollIntoView();
    }
  };
  window.addEventListener("hashchange", openTarget);

  const start = () => {
    for (const views of document.querySelectorAll(".dg-views")) views.hidden = false;
    hide(); // Its owner may have gone with the page before.
    if (!tip.isConnected) document.body.append(tip);
    addCopyButtons();
    addSorting();
    const view = stored();
    show(VIEWS.includes(view) ? view : "both");
    openTarget();
  };

  // Material swaps pages without loading them when its instant navigation is on.
  if (typeof document$ === "undefined") document.addEventListener("DOMContentLoaded", start);
  else document$.subscribe(start);
  if (document.readyState !== "loading") start();
})();
