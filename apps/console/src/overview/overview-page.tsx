/** The first screen: what needs attention. */
export function OverviewPage() {
  return <h1>Overview</h1>;
}
