/** Says so in plain words when Node is too old; with what it lacks, everything after would fail in words nobody understands. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Firstbell needs Node 20.19 or newer; this is Node ${process.versions.node}.\n  What to do: install a current Node from https://nodejs.org and start again.`,
  );
  process.exit(1);
}
