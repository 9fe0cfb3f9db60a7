/** The page before its script has loaded the document; addresses are relative to `/api/docs`. */
export const pageOf = (title: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}: API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/style.css">
<script type="module" src="docs/script.js"></script>
</head>
<body>
<a class="skip" href="#operations">Skip to the operations</a>
<header>
  <h1>${escaped(title)} <small id="version"></small></h1>
  <p><a href="openapi.json">openapi.json</a> · OpenAPI 3.1</p>
</header>
<section class="sign-in" aria-labelledby="sign-in-title">
  <h2 id="sign-in-title">Sign in</h2>
  <form id="sign-in" autocomplete="off">
    <p><label for="client-id">Client id</label>
      <input id="client-id" required autocapitalize="none" spellcheck="false"></p>
    <p><label for="client-secret">Client secret</label>
      <input id="client-secret" type="password" required autocomplete="off"></p>
    <p><label for="scope">Scopes, if not all</label>
      <input id="scope" placeholder="users:read" autocapitalize="none" spellcheck="false"></p>
    <p class="buttons"><button>Sign in</button>
      <button type="button" id="sign-out" class="plain" hidden>Sign out</button></p>
  </form>
  <p id="signed-in" role="status">Not signed in. Only this page keeps the token, until it is closed.</p>
</section>
<main>
  <nav id="resources" aria-label="Resources"></nav>
  <p class="find"><label for="find">Find an operation</label>
    <input id="find" type="search" placeholder="users, DELETE, clients:write …"></p>
  <div id="operations" tabindex="-1"><p role="status">Reading the document …</p></div>
</main>
<noscript><p>This page needs JavaScript; the document itself is <a href="openapi.json">openapi.json</a>.</p></noscript>
</body>
</html>
`;

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
