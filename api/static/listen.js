/*
 * Hearing a message: a recorded clip of each piece where there is one, otherwise the device's own voice for the language. A message of which
 * a piece could not be heard has no button: a dead button is worse than none. Nothing is ever said by itself.
 */
(function () {
  "use strict";

  const page = document.getElementById("chat");
  const speech = window.speechSynthesis;
  let playing = null; // {button, audio}

  function voiceFor(language) {
    if (!speech) return null;
    const voices = speech.getVoices().filter((voice) => voice.lang.split(/[-_]/)[0].toLowerCase() === language.split("-")[0]);
    const exact = voices.find((voice) => voice.lang.replace("_", "-").toLowerCase() === language.toLowerCase());
    return exact || voices[0] || null;
  }

  function show() {
    document.querySelectorAll(".listen[data-pieces]").forEach((button) => {
      const pieces = JSON.parse(button.dataset.pieces);
      button.hidden = !pieces.length || (!pieces.every((piece) => piece.clip) && !voiceFor(languageOf(button)));
    });
  }

  function languageOf(button) {
    return button.closest("[lang]").lang;
  }

  function stop() {
    if (!playing) return;
    const { button, audio } = playing;
    playing = null;
    if (audio) audio.pause();
    if (speech) speech.cancel();
    button.textContent = page.dataset.listen;
  }

  function start(button) {
    playing = { button: button, audio: null };
    button.textContent = page.dataset.stop;
    play(playing, JSON.parse(button.dataset.pieces), languageOf(button));
  }

  function play(mine, pieces, language) {
    if (playing !== mine) return;
    if (!pieces.length) return stop();
    const [piece, ...others] = pieces;
    const next = () => play(mine, others, language);
    if (piece.clip) {
      mine.audio = new Audio(piece.clip);
      mine.audio.addEventListener("ended", next);
      mine.audio.addEventListener("error", next);
      mine.audio.play().catch(next);
      return;
    }
    const spoken = new SpeechSynthesisUtterance(piece.text);
    spoken.voice = voiceFor(language);
    spoken.lang = spoken.voice ? spoken.voice.lang : language;
    spoken.addEventListener("end", next);
    spoken.addEventListener("error", stop);
    speech.speak(spoken);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".listen");
    if (!button) return;
    const same = playing && playing.button === button;
    stop();
    if (!same) start(button);
  });
  document.addEventListener("shown", show);
  window.addEventListener("pagehide", stop);
  if (speech) speech.addEventListener("voiceschanged", show); // the list of voices comes late
  show();
})();
