/* The page of a language's texts: reading a text aloud into the microphone. Where the browser can't record, no button shows. */
(function () {
  "use strict";

  const LONGEST = 120000; // ms
  const page = document.querySelector(".texts");
  if (!window.MediaRecorder || !navigator.mediaDevices) return;
  let recorder = null;

  async function record(line, button) {
    const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
    const parts = [];
    recorder = new MediaRecorder(microphone);
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", async () => {
      microphone.getTracks().forEach((track) => track.stop());
      const sound = new Blob(parts, { type: recorder.mimeType });
      recorder = null;
      button.textContent = page.dataset.record;
      await keep(line, sound);
    });
    recorder.start();
    button.textContent = page.dataset.stop;
    setTimeout(() => recorder && recorder.state === "recording" && recorder.stop(), LONGEST);
  }

  async function keep(line, sound) {
    const form = new FormData();
    form.append("csrf", page.dataset.csrf);
    form.append("key", line.dataset.key);
    form.append("sound", sound);
    const response = await fetch(page.dataset.clips, { method: "POST", credentials: "same-origin", body: form });
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    const audio = line.querySelector("audio");
    audio.src = URL.createObjectURL(sound);
    audio.hidden = false;
  }

  function tell(line, text) {
    line.querySelector("[role=status]").textContent = text;
  }

  page.querySelectorAll(".texts__sound").forEach((line) => {
    const button = line.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => {
      tell(line, "");
      if (recorder) return recorder.stop(); // this line's or another's: one at a time
      record(line, button).catch(() => tell(line, page.dataset.failed));
    });
  });
})();
