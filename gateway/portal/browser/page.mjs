import { completenessText } from './completeness.js';

const { React, ReactDOM, GraphiQL } = globalThis;
const settings = JSON.parse(document.getElementById('settings').textContent);
const bar = document.getElementById('completeness');

function showCompleteness(answer) {
  const { state, text, textEn, title } = completenessText(answer);
  const english = document.createElement('span');
  english.lang = 'en';
  english.textContent = textEn;
  bar.className = state;
  bar.title = title;
  bar.replaceChildren(`${text} `, english);
}

async function ask(request, { headers } = {}) {
  const response = await fetch(settings.endpoint, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(request),
  });
  const answer = await response.json();
  if (request.operationName !== 'IntrospectionQuery') showCompleteness(answer);
  return answer;
}

ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, { fetcher: ask, defaultQuery: settings.defaultQuery, defaultEditorToolsVisibility: true }),
);
