/** The badge on its lanyard, as students wear it. With `beam`, the scanner's light runs over the bars. */
export function HallPassDrawing({ beam = false }: { readonly beam?: boolean }) {
  const bars = [5, 3, 8, 3, 5, 10, 3, 5, 3, 8, 5, 3, 10, 3, 5, 8, 3];
  let x = 0;
  return (
    <svg className="fb-pass" viewBox="0 0 300 448" preserveAspectRatio="xMidYMin meet" aria-hidden="true">
      <path d="M122 -10 L146 96 M178 -10 L154 96" stroke="#14664A" strokeWidth="20" />
      <path d="M122 -10 L146 96 M178 -10 L154 96" stroke="#FFC247" strokeWidth="3" strokeDasharray="10 9" />
      <path d="M138 92h24v14a12 12 0 0 1-24 0z" fill="#6F7D78" stroke="#12211D" strokeWidth="4" />
      <g className="fb-pass__card">
        <path
          d="M48 120h204a22 22 0 0 1 22 22v156a17 17 0 0 0 0 34v96a22 22 0 0 1-22 22H48a22 22 0 0 1-22-22v-96a17 17 0 0 0 0-34V142a22 22 0 0 1 22-22z"
          fill="#12211D"
          transform="translate(0 7)"
        />
        <path
          d="M48 120h204a22 22 0 0 1 22 22v156a17 17 0 0 0 0 34v96a22 22 0 0 1-22 22H48a22 22 0 0 1-22-22v-96a17 17 0 0 0 0-34V142a22 22 0 0 1 22-22z"
          fill="#fff"
          stroke="#12211D"
          strokeWidth="4"
        />
        <path d="M48 122h204a20 20 0 0 1 20 20v46H28v-46a20 20 0 0 1 20-20z" fill="#FFC247" />
        <path d="M28 188h244" stroke="#12211D" strokeWidth="4" />
        <rect x="122" y="132" width="56" height="13" rx="6.5" fill="#FBF5E9" stroke="#12211D" strokeWidth="3" />
        <path d="M56 166h96" stroke="#12211D" strokeWidth="9" strokeLinecap="round" />
        <rect x="52" y="206" width="74" height="86" rx="12" fill="#FFECC6" stroke="#12211D" strokeWidth="4" />
        <circle cx="89" cy="238" r="15" fill="#FFC247" stroke="#12211D" strokeWidth="4" />
        <path d="M64 290c2-20 12-29 25-29s23 9 25 29" fill="#14664A" stroke="#12211D" strokeWidth="4" strokeLinejoin="round" />
        <path d="M146 222h100M146 248h76M146 274h52" stroke="#12211D" strokeWidth="9" strokeLinecap="round" />
        <path d="M54 315h192" stroke="#12211D" strokeWidth="4" strokeDasharray="1 12" strokeLinecap="round" />
        <g transform="translate(77 344)">
          {bars.map((width, index) => {
            const at = x;
            x += width + 3.6;
            return <rect key={index} x={at} y="0" width={width} height="70" fill="#12211D" />;
          })}
        </g>
        {beam ? <rect className="fb-pass__beam" x="56" y="340" width="188" height="7" rx="3.5" fill="#B3261E" /> : null}
      </g>
    </svg>
  );
}
