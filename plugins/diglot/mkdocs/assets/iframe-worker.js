// Search for readers who have opened the built folder from disk. Browsers give no worker to a page from `file:`; there, and
// only there, a hidden frame replaces it. The theme asks for a script of this name in its documentation of
// offline use, reads the index from `search/search_index.js` then, and looks for `IFrameWorker` when it loads languages.
(() => {
  "use strict";

  if (location.protocol !== "file:") return;

  class IFrameWorker extends EventTarget {
    #frame = document.createElement("iframe");
    #waiting = [];

    constructor(url) {
      super();
      const script = new URL(url, document.baseURI).href;
      this.#frame.hidden = true;
      this.#frame.title = "Search";
      this.#frame.srcdoc = "<!doctype html>";
      this.#frame.addEventListener("load", () => this.#run(script), { once: true });
      document.body.append(this.#frame);
    }

    postMessage(data) {
      if (this.#waiting) this.#waiting.push(data);
      else this.#tell(this.#frame.contentWindow, data);
    }

    terminate() {
      this.#frame.remove();
    }

    #run(url) {
      const scope = this.#frame.contentWindow;
      const load = (src) =>
        new Promise((done, fail) => {
          const script = scope.document.createElement("script");
          script.onload = () => done();
          script.onerror = () => fail(new Error(`${src} could not be read.`));
          script.src = src;
          scope.document.head.append(script);
        });
      scope.postMessage = (data) => this.#tell(window, data, this);
      // One after the other, as a worker does; the theme waits for it.
      scope.importScripts = (...urls) => urls.reduce((before, src) => before.then(() => load(src)), Promise.resolve());
      load(url).then(
        () => {
          const waiting = this.#waiting;
          this.#waiting = null;
          for (const data of waiting) this.#tell(scope, data);
        },
        (error) => this.dispatchEvent(new ErrorEvent("error", { error, message: error.message })),
      );
    }

    // As between a page and its worker, each side gets a copy of its own.
    #tell(realm, data, receiver = realm) {
      receiver.dispatchEvent(new realm.MessageEvent("message", { data: realm.structuredClone(data) }));
    }
  }

  window.IFrameWorker = IFrameWorker;
  window.Worker = IFrameWorker;
})();
