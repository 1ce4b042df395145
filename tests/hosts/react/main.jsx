// A site by React, bundled by Vite: three pages in one document, told apart by the address.

import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import "sa-token-decoder/element";
import { Form } from "./form.jsx";

// Has the address changed without a new document, as a router does.
function go(event) {
  event.preventDefault();
  history.pushState(null, "", event.currentTarget.href);
  dispatchEvent(new PopStateEvent("popstate"));
}

function First() {
  return (
    <>
      <h1>The first page</h1>
      <p><a href="?second" onClick={go}>Go on to the other page</a></p>
      <div className="far" />
      <sa-token-decoder example="legacy-auto"><p>A legacy token.</p></sa-token-decoder>
    </>
  );
}

function Second() {
  return (
    <>
      <h1>The second page</h1>
      <sa-token-decoder example="bound-pod-hour"><p>A bound token of a Pod.</p></sa-token-decoder>
    </>
  );
}

const PAGES = { "": First, "?second": Second, "?form": Form };

function App() {
  const [address, setAddress] = useState(location.search);
  useEffect(() => {
    const follow = () => setAddress(location.search);
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, []);
  const Page = PAGES[address];
  return <Page />;
}

createRoot(document.querySelector("main")).render(<App />);
