// What the phone keeps, so that closing the browser loses nothing: lists, the draft, and tasks that wait.

const NAME = 'pilotfeld-field';
const VERSION = 1;
let opened = null;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('kept');
      request.result.createObjectStore('tasks', { keyPath: 'place', autoIncrement: true });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

// Resolves once it is durable, not once it was asked for.
async function inStore(name, mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, mode, { durability: 'strict' });
    const request = work(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

export const kept = (key) => inStore('kept', 'readonly', (store) => store.get(key));
export const keep = (key, value) => inStore('kept', 'readwrite', (store) => store.put(value, key));
export const forget = (key) => inStore('kept', 'readwrite', (store) => store.delete(key));

/** Every task, in the order in which they were done. */
export const tasks = () => inStore('tasks', 'readonly', (store) => store.getAll());
export const addTask = (task) => inStore('tasks', 'readwrite', (store) => store.add(task));
export const putTask = (task) => inStore('tasks', 'readwrite', (store) => store.put(task));
export const removeTask = (place) => inStore('tasks', 'readwrite', (store) => store.delete(place));
