// Help with sending a photo, a drawing or a voice note. Without it the file is chosen and sent as it is.

const EDGE = 1600; // dots a side: what is kept anyway
const LONGEST = 60; // seconds of a voice note

const form = document.querySelector("[data-about]");
const field = form?.querySelector("input[type=file]");

function put(blob, name) {
  const box = new DataTransfer();
  box.items.add(new File([blob], name, { type: blob.type }));
  field.files = box.files;
}

if (form?.dataset.about === "photo") {
  // Phones make pictures of many megabytes: they are made smaller here, which also leaves out where they were taken.
  const preview = form.querySelector("[data-preview]");
  field.addEventListener("change", async () => {
    const chosen = field.files[0];
    preview.hidden = true;
    if (!chosen) return;
    try {
      const picture = await createImageBitmap(chosen);
      const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
      const page = document.createElement("canvas");
      page.width = Math.round(picture.width * scale);
      page.height = Math.round(picture.height * scale);
      const pen = page.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, page.width, page.height);
      pen.drawImage(picture, 0, 0, page.width, page.height);
      const small = await new Promise((done) => page.toBlob(done, "image/jpeg", 0.85));
      put(small, "photo.jpg");
      preview.src = page.toDataURL("image/jpeg", 0.7);
      preview.hidden = false;
    } catch {
      // Not a picture this browser can open: the server says so in words.
    }
  });
}

if (form?.dataset.about === "drawing") {
  const pad = form.querySelector("[data-pad]");
  const paper = pad.querySelector("canvas");
  const pen = paper.getContext("2d");
  const inks = { ink: "#0b0c0c", blue: "#1d5b9f", green: "#0f6b3a", red: "#b3261e", yellow: "#e0a800" };
  const lines = [];
  let line = null;
  let key = { x: paper.width / 2, y: paper.height / 2, down: false };
  pad.hidden = false;

  const ink = () => inks[form.querySelector("input[name=colour]:checked").value];
  const paint = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, paper.width, paper.height);
    pen.lineWidth = 6;
    pen.lineCap = pen.lineJoin = "round";
    for (const { colour, dots } of lines) {
      pen.strokeStyle = colour;
      pen.beginPath();
      pen.moveTo(dots[0].x, dots[0].y);
      for (const dot of dots) pen.lineTo(dot.x, dot.y);
      pen.stroke();
    }
  };
  // Where the keys' pen is: a ring that is never part of the drawing.
  const show = () => {
    paint();
    if (document.activeElement !== paper) return;
    pen.lineWidth = 3;
    pen.strokeStyle = "#0b0c0c";
    pen.setLineDash(key.down ? [] : [5, 5]);
    pen.beginPath();
    pen.arc(key.x, key.y, 11, 0, 2 * Math.PI);
    pen.stroke();
    pen.setLineDash([]);
  };
  const spot = (event) => {
    const box = paper.getBoundingClientRect();
    return { x: ((event.clientX - box.left) * paper.width) / box.width, y: ((event.clientY - box.top) * paper.height) / box.height };
  };
  const begin = (dot) => lines.push((line = { colour: ink(), dots: [dot] }));

  paper.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    paper.focus({ preventScroll: true });
    paper.setPointerCapture(event.pointerId);
    key.down = false;
    begin(spot(event));
    show();
  });
  paper.addEventListener("pointermove", (event) => {
    if (!paper.hasPointerCapture(event.pointerId) || !line) return;
    const dot = spot(event);
    line.dots.push(dot);
    key = { ...key, ...dot };
    show();
  });
  paper.addEventListener("pointerup", () => (line = null));
  paper.addEventListener("pointercancel", () => (line = null));
  paper.addEventListener("focus", show);
  paper.addEventListener("blur", () => {
    key.down = false;
    line = null;
    paint();
  });
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  paper.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      key.down = !key.down;
      line = null;
      if (key.down) begin({ x: key.x, y: key.y });
    } else if (steps[event.key]) {
      const far = event.shiftKey ? 4 : 16;
      const inside = (value, most) => Math.min(most, Math.max(0, value));
      key.x = inside(key.x + steps[event.key][0] * far, paper.width);
      key.y = inside(key.y + steps[event.key][1] * far, paper.height);
      if (key.down) line.dots.push({ x: key.x, y: key.y });
    } else {
      return;
    }
    event.preventDefault();
    show();
  });
  pad.querySelector("[data-undo]").addEventListener("click", () => {
    lines.pop();
    line = null;
    paint();
  });
  pad.querySelector("[data-clear]").addEventListener("click", () => {
    lines.length = 0;
    line = null;
    paint();
  });
  // The drawing goes as a picture like any other; a picture that was chosen goes instead of it.
  form.addEventListener("submit", (event) => {
    if (!lines.length || field.files.length) return;
    event.preventDefault();
    paint();
    paper.toBlob((blob) => {
      put(blob, "drawing.png");
      form.submit();
    }, "image/png");
  });
  paint();
}

if (form?.dataset.about === "voice") {
  const box = form.querySelector("[data-voice]");
  const [start, stop, state, heard] = ["start", "stop", "state", "heard"].map((name) => box.querySelector(`[data-${name}]`));
  const kind = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"].find((one) => window.MediaRecorder?.isTypeSupported(one));
  box.hidden = false;
  if (!kind || !navigator.mediaDevices) {
    start.hidden = true;
    state.textContent = box.dataset.no;
  }
  start.addEventListener("click", async () => {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      state.textContent = box.dataset.no;
      return;
    }
    const parts = [];
    const recorder = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: 64000 });
    const end = setTimeout(() => recorder.stop(), LONGEST * 1000);
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", () => {
      clearTimeout(end);
      for (const track of stream.getTracks()) track.stop();
      const sound = new Blob(parts, { type: kind.split(";")[0] });
      put(sound, "voice");
      URL.revokeObjectURL(heard.src);
      heard.src = URL.createObjectURL(sound);
      heard.hidden = start.hidden = false;
      stop.hidden = true;
      state.textContent = box.dataset.done;
      start.focus();
    });
    stop.onclick = () => recorder.stop();
    recorder.start();
    start.hidden = heard.hidden = true;
    stop.hidden = false;
    stop.focus();
    state.textContent = box.dataset.running;
  });
}
