// The element in a form: what it shows comes from the state, and what it tells goes there.

import { useState } from "react";
import bound from "./samples/bound-pod-extended-v1.24.jwt?raw";
import legacy from "./samples/legacy-auto-generated-v1.20.jwt?raw";

export function Form() {
  const [sample, setSample] = useState(legacy);
  const [mode, setMode] = useState("full");
  const [there, setThere] = useState(true);
  const [kind, setKind] = useState("");
  const [sent, setSent] = useState(0);
  const send = (event) => {
    event.preventDefault();
    setSent(sent + 1);
  };
  return (
    <form onSubmit={send}>
      <h1>A form</h1>
      <p><label>Title <input name="title" defaultValue="A report" /></label></p>
      <p>
        <button type="button" onClick={() => setSample(sample === legacy ? bound : legacy)}>Other token</button>
        <button type="button" onClick={() => setMode(mode === "full" ? "compact" : "full")}>Other mode</button>
        <button type="button" onClick={() => setThere(!there)}>Take out or put back</button>
        <button>Send</button>
      </p>
      <p>Kind: <output name="kind">{kind}</output>. Sent: <output name="sent">{sent}</output> times.</p>
      {there && (
        <sa-token-decoder value={sample} mode={mode} onsa-token-decode={(event) => setKind(event.detail.kind)}>
          <p>A sample.</p>
        </sa-token-decoder>
      )}
    </form>
  );
}
