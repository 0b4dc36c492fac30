// The lines that wait on this device for a connection, each {key, person, text, competency, since,
// attempted, edited, problem}: `key` makes two sendings one win, `person` wrote it, `problem` says
// why it was refused. A classic script and no module, for the service worker imports it too.

globalThis.waiting ??= (() => {
  const channel = new BroadcastChannel("waiting");

  function open() {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open("bragdoc", 1);
      request.onupgradeneeded = () =>
        request.result.createObjectStore("lines", { keyPath: "key" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  // Runs `work` in one transaction, and answers once that is on the disk.
  async function act(mode, work) {
    const database = await open();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction("lines", mode, { durability: "strict" });
        const request = work(transaction.objectStore("lines"));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      database.close();
    }
  }

  async function write(work) {
    const result = await act("readwrite", work);
    channel.postMessage("changed");
    return result;
  }

  // Makes of the line what `change` makes of it as it is now: null takes it away. Answers with the
  // line as it was; with nothing when it is gone.
  function change(key, change) {
    return write((lines) => {
      const request = lines.get(key);
      request.onsuccess = () => {
        const changed = request.result && change(request.result);
        if (changed) lines.put(changed);
        else lines.delete(key);
      };
      return request;
    });
  }

  async function of(person) {
    const all = await act("readonly", (lines) => lines.getAll());
    const theirs = all.filter((line) => line.person === person);
    return theirs.sort((one, other) => one.since - other.since);
  }

  return { of, change, put: (line) => write((lines) => lines.put(line)) };
})();
