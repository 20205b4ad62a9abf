/*
 * The chat without page loads. Everything works without this script too: each form then posts to /chat.
 * One message is under way at a time. It keeps its key until an answer arrives, so that trying again never records it twice.
 */
(function () {
  "use strict";

  const NOTHING = ["none", "nobody"]; // goes with no other answer
  const TIMEOUT = 45000; // ms: a killed bot server needs up to half a minute to come back
  const page = document.getElementById("chat");
  const log = document.getElementById("log");
  const write = document.getElementById("write");
  const box = document.getElementById("message");
  const help = document.getElementById("help");
  const sending = document.getElementById("sending");
  const notice = document.getElementById("notice");
  const retry = document.getElementById("retry");
  const finished = document.getElementById("finished");
  const progress = document.getElementById("progress");
  const language = document.documentElement.lang;
  let underway = null; // {body, key, shown, byButton, trying}

  function uuid() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID is missing on old phones and without https
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  function blank(name) {
    return document.getElementById("blank-" + name).content.firstElementChild.cloneNode(true);
  }

  // Sending

  function send(body, shown, byButton) {
    if (underway) return;
    const bubble = showMessage(blank("person"), shown);
    underway = { body: body, key: uuid(), bubble: bubble, byButton: byButton, trying: false };
    help.open = false;
    setBusy(true);
    scrollTo(bubble, bubble);
    attempt();
  }

  async function request() {
    const abort = window.AbortController ? new AbortController() : null;
    const timer = setTimeout(() => abort && abort.abort(), TIMEOUT);
    try {
      const response = await fetch("/chat/messages", {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRF": page.dataset.csrf, "X-Idempotency-Key": underway.key },
        body: JSON.stringify(underway.body),
        signal: abort ? abort.signal : undefined,
      });
      return { ok: response.ok, status: response.status, reply: await response.json() };
    } finally {
      clearTimeout(timer);
    }
  }

  async function attempt() {
    if (!underway || underway.trying) return;
    underway.trying = true;
    notice.hidden = true;
    sending.hidden = false;
    let result = null;
    try {
      result = await request();
    } catch (error) {
      result = null; // no network, no answer in time, or no JSON
    }
    underway.trying = false;
    sending.hidden = true;
    if (!result) return tell(page.dataset.lost, true);
    if (result.ok) return receive(result.reply);
    if ([401, 403, 404].includes(result.status)) return location.reload(); // no longer admitted: the server says what to do
    if (result.status >= 500 || result.status === 409) return tell(result.reply.detail || page.dataset.unavailable, true);
    refuse(result.reply.detail || page.dataset.refused);
  }

  function tell(text, again) {
    notice.firstElementChild.textContent = text;
    retry.hidden = !again;
    notice.hidden = false;
  }

  function refuse(text) {
    underway.bubble.remove();
    if (underway.body.text && !box.value) box.value = underway.body.text;
    underway = null;
    setBusy(false);
    tell(text, false);
    fit();
  }

  function receive(reply) {
    if (reply.language !== language) return location.reload(); // the whole page in the new language
    const byButton = underway.byButton;
    underway = null;
    log.querySelectorAll(".options").forEach((old) => old.remove());
    setBusy(false);
    const shown = reply.messages.map(showReply);
    document.dispatchEvent(new Event("shown")); // listen.js looks which of it can be heard
    finished.hidden = !reply.done;
    progress.max = reply.progress.total;
    progress.value = reply.progress.answered;
    document.getElementById("count").textContent = reply.progress.answered + " / " + reply.progress.total;
    const label = progress.labels[0];
    label.textContent = label.dataset.pattern.replace("{answered}", reply.progress.answered).replace("{total}", reply.progress.total);
    if (!shown.length) return;
    if (byButton && document.activeElement !== box) focusOn(shown);
    scrollTo(shown[0], reply.done ? finished : shown[shown.length - 1]);
  }

  function setBusy(busy) {
    log.setAttribute("aria-busy", busy);
    page.querySelectorAll(".options button, .options input, .write button, .help button").forEach((control) => {
      // aria-disabled and not disabled: a disabled control loses the keyboard's place
      if (busy) control.setAttribute("aria-disabled", "true");
      else control.removeAttribute("aria-disabled");
    });
  }

  // Showing

  function showMessage(message, text) {
    message.querySelector(".message__text").textContent = text;
    log.insertBefore(message, finished);
    return message;
  }

  function showReply(reply) {
    const message = showMessage(blank(reply.question ? "question" : "text"), reply.text);
    if (reply.language) {
      message.lang = reply.language; // another one than the talk's
      message.dir = "auto";
    }
    linkNumbers(message.querySelector(".message__text"));
    message.querySelector(".listen").dataset.pieces = JSON.stringify(reply.pieces);
    if (reply.options && reply.options.length) message.appendChild(optionsOf(reply));
    return message;
  }

  function optionsOf(reply) {
    const form = blank(reply.multiple ? "choices" : "options");
    reply.options.forEach((option) => {
      const ticked = reply.multiple && !NOTHING.includes(answerOf(option.payload));
      const item = blank(ticked ? "choice" : "button");
      item.querySelector("input, button").value = option.payload;
      item.querySelector("span").textContent = option.title;
      const picture = item.querySelector("use");
      if (option.pictogram) picture.setAttribute("href", picture.getAttribute("href") + option.pictogram);
      else picture.parentElement.remove();
      form.querySelector(ticked ? ".choices" : ".buttons").appendChild(item);
    });
    return form;
  }

  function answerOf(payload) {
    return JSON.parse(payload.slice("/inform".length)).answer;
  }

  // Help numbers can be tapped, and keep their order in text that runs from right to left.
  function linkNumbers(text) {
    if (!/0800-\d{4}/.test(text.textContent)) return;
    const parts = text.textContent.split(/(\b(?:112|113|0800-\d{4})\b)/);
    text.textContent = "";
    text.classList.add("message__text--numbers");
    parts.forEach((part, index) => {
      if (index % 2 === 0) return text.appendChild(document.createTextNode(part));
      const link = document.createElement("a");
      link.href = "tel:" + part;
      link.dir = "ltr";
      link.textContent = part;
      text.appendChild(link);
    });
  }

  function focusOn(messages) {
    const questions = messages.filter((message) => message.querySelector("h2"));
    const last = (questions.length ? questions : messages).pop().querySelector(".message__text");
    last.tabIndex = -1;
    last.focus({ preventScroll: true });
  }

  // Shows the end of what is new; where that is more than fits, its beginning.
  function scrollTo(first, last, behavior) {
    const height = last.getBoundingClientRect().bottom - first.getBoundingClientRect().top;
    const fits = height < window.innerHeight - document.querySelector(".composer").offsetHeight - 80;
    (fits ? last : first).scrollIntoView({ block: fits ? "end" : "start", behavior: behavior || "auto" });
  }

  // The box grows with what is typed, to the limit in the style sheet.
  function fit() {
    box.style.blockSize = "auto";
    box.style.blockSize = box.scrollHeight + box.offsetHeight - box.clientHeight + "px";
  }

  // What the person does

  function sendChoices(form) {
    const ticked = Array.from(form.querySelectorAll("input:checked"));
    if (!ticked.length) {
      tell(page.dataset.choose, false);
      return form.querySelector("input").focus();
    }
    const answers = ticked.map((input) => JSON.parse(input.value.slice("/inform".length)));
    const payload = "/inform" + JSON.stringify({ question: answers[0].question, answer: answers.map((item) => item.answer) });
    send({ payload: payload }, listOf(ticked.map((input) => input.nextElementSibling.textContent)), true);
  }

  function listOf(titles) {
    return Intl.ListFormat ? new Intl.ListFormat(language).format(titles) : titles.join(", ");
  }

  function sendText() {
    const text = box.value.trim();
    if (!text) return box.focus();
    if (underway) return;
    box.value = "";
    fit();
    send({ text: text }, text, false);
  }

  page.addEventListener("click", (event) => {
    const control = event.target.closest("button, input[type=checkbox]");
    if (!control) return;
    if (control.getAttribute("aria-disabled")) return event.preventDefault();
    if (control.name !== "payload") return;
    event.preventDefault();
    send({ payload: control.value }, control.textContent.trim(), true);
  });

  page.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.target === write) sendText();
    else if (!underway) sendChoices(event.target);
  });

  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    sendText();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !help.open) return;
    help.open = false;
    help.firstElementChild.focus();
  });

  document.addEventListener("click", (event) => {
    if (!help.contains(event.target)) help.open = false;
  });

  box.addEventListener("input", fit);
  retry.addEventListener("click", () => {
    underway.byButton = true; // the retry button goes away: the focus must go on to what is asked
    attempt();
  });
  window.addEventListener("online", attempt);
  window.addEventListener("pageshow", (event) => event.persisted && location.reload()); // the back button: what is true now

  const now = document.getElementById("now");
  if (now) scrollTo(now, finished.hidden ? finished.previousElementSibling : finished, "instant");
})();
