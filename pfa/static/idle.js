// Warns before a sign-in ends for want of use, and keeps it alive if somebody is there.
// The server ends it whatever this script does; another open tab that is used keeps all of them alive.

const dialog = document.getElementById("idle");
const KEY = "pfa-idle-ends";

if (dialog) {
  const left = dialog.querySelector("[data-left]");
  const said = dialog.querySelector("[data-said]");
  const warn = Number(dialog.dataset.warn) * 1000;
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(KEY) : null;
  let endsAt = 0;

  const inWords = (milliseconds) => {
    const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
    if (seconds <= 60) return seconds === 1 ? "1 second" : `${seconds} seconds`;
    const minutes = Math.ceil(seconds / 60);
    return `${minutes} minutes`;
  };

  const until = (moment) => {
    endsAt = moment;
    if (dialog.open) dialog.close();
  };

  const stay = async () => {
    try {
      const answer = await fetch(dialog.dataset.stay, {
        method: "POST",
        headers: { "X-CSRFToken": dialog.dataset.token },
        redirect: "error",
      });
      if (!answer.ok) throw new Error("not kept");
      const { seconds } = await answer.json();
      until(Date.now() + seconds * 1000);
      channel?.postMessage(endsAt);
    } catch {
      left.textContent = "a moment. Save what you are doing";
    }
  };

  const look = () => {
    const remaining = endsAt - Date.now();
    if (remaining <= 0) {
      window.location.assign(dialog.dataset.ended);
      return;
    }
    if (remaining > warn) return;
    left.textContent = inWords(remaining);
    if (!dialog.open) {
      said.textContent = `You will be signed out in ${inWords(remaining)}.`;
      dialog.showModal();
    }
  };

  dialog.querySelector("[data-go-on]").addEventListener("click", stay);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    stay();
  });
  channel?.addEventListener("message", (event) => until(event.data));
  until(Date.now() + Number(dialog.dataset.seconds) * 1000);
  channel?.postMessage(endsAt);
  window.setInterval(look, 1000);
}
