// Draws docs/global-tier.svg, the README's picture of the shop at tier global. Run: node scripts/picture.mjs
import { writeFileSync } from "node:fs";

const W = 980;
const ink = "#1f2937";
const soft = "#6b7280";
const box = (x, y, w, h, fill, stroke, extra = "") =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="8" fill="${fill}" stroke="${stroke}" ${extra}/>`;
const text = (x, y, s, { size = 13, weight = 400, color = ink, anchor = "middle" } = {}) =>
  `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${color}" text-anchor="${anchor}">${s}</text>`;
const arrow = (d, { color = "#475569", dash = "" } = {}) =>
  `<path d="${d}" fill="none" stroke="${color}" stroke-width="1.6" ${dash && `stroke-dasharray="${dash}"`} marker-end="url(#${color === "#b45309" ? "amber" : "slate"})"/>`;

const regions = [
  { name: "eu-west-1", role: "primary · writes", x: 30 },
  { name: "us-east-1", role: "secondary", x: 345 },
  { name: "ap-southeast-1", role: "secondary", x: 660 },
];
const regionWidth = 290;

const part = (x, y, w, title, note, fill, stroke) =>
  box(x, y, w, 50, fill, stroke) +
  text(x + w / 2, y + 21, title, { weight: 600 }) +
  text(x + w / 2, y + 39, note, { size: 11, color: soft });

const region = ({ name, role, x }, first) => {
  const px = x + 20;
  const mid = x + regionWidth / 2;
  return [
    box(x, 232, regionWidth, 296, "#f8fafc", "#94a3b8"),
    text(x + 16, 256, name, { weight: 700, size: 15, anchor: "start" }),
    text(x + regionWidth - 16, 256, role, { size: 10.5, color: soft, anchor: "end" }),
    part(px, 274, 250, "load balancer", "TLS 1.3 · accepts only the CDN", "#ecfeff", "#0891b2"),
    arrow(`M${mid},324 V346`),
    part(px, 350, 250, "web · api scaling groups", "3 zones · ready to carry a lost region", "#eff6ff", "#2563eb"),
    arrow(`M${px + 62},400 V424`),
    arrow(`M${px + 192},400 V424`),
    part(px, 428, 122, first ? "Aurora writer" : "Aurora readers", first ? "and its readers" : "writes forwarded", "#fffbeb", "#b45309"),
    part(px + 134, 428, 116, "sessions", "Multi-AZ cache", "#fef2f2", "#b91c1c"),
    text(x + regionWidth - 16, 512, "three zones · NAT per zone", { size: 11.5, color: soft, anchor: "end" }),
  ].join("\n");
};

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${W} 648" font-family="'DejaVu Sans','Segoe UI',Helvetica,Arial,sans-serif" role="img" aria-label="The shop at tier global: CloudFront in front of three regions with load balancers, scaling groups, an Aurora global database and session caches">
<defs>
<marker id="slate" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#475569"/></marker>
<marker id="amber" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#b45309"/></marker>
</defs>
<rect width="${W}" height="648" fill="#ffffff"/>
${box(30, 24, 920, 70, "#f5f3ff", "#7c3aed")}
${text(490, 52, "CloudFront + WAF · shop.example.com", { weight: 700, size: 16 })}
${text(490, 76, "static files from replicated buckets (origin failover) · everything else to origin.shop.example.com", { size: 12.5, color: soft })}
${arrow("M490,94 V126")}
${box(30, 130, 920, 58, "#f0fdf4", "#15803d")}
${text(490, 154, "Route 53 · origin.shop.example.com", { weight: 700, size: 15 })}
${text(490, 175, "latency records, one a region, each with its own health: a region that fails drops out of DNS", { size: 12.5, color: soft })}
${regions.map(({ x }) => arrow(`M${x + regionWidth / 2},188 V228`)).join("\n")}
${regions.map((r, i) => region(r, i === 0)).join("\n")}
${regions.map(({ x }) => arrow(`M${x + 81},562 V482`, { color: "#b45309", dash: "5 4" })).join("\n")}
${box(30, 566, 920, 58, "#fffbeb", "#b45309", 'stroke-dasharray="5 4"')}
${text(490, 590, "one Aurora global database over the three clusters, made from the first writer", { weight: 600 })}
${text(490, 610, "every region is a stack of its own, with its own network, keys and secrets", { size: 12.5, color: soft })}
</svg>
`;
writeFileSync(new URL("../docs/global-tier.svg", import.meta.url), svg);
