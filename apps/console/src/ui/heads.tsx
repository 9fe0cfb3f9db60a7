/** The head of a plain table: the names of its columns, some with a class. */
export function Heads({ names }: { names: readonly (string | [name: string, style?: string])[] }) {
  return (
    <thead>
      <tr>
        {names.map((each) => {
          const [name, style] = typeof each === 'string' ? [each] : each;
          return (
            <th key={name} scope="col" className={style}>
              {name}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
