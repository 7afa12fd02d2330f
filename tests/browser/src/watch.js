// Listens in every page from its first moment for errors and for violations of the content security policy.
window.watched = [];
document.addEventListener('securitypolicyviolation', event =>
  watched.push(`policy violation: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
addEventListener('error', event => watched.push(`error: ${event.message || event.target.src || event.target.href}`), true);
addEventListener('unhandledrejection', event => watched.push(`rejection: ${event.reason}`));
