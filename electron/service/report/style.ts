/** For the screen in both schemes, and for A4. */
export const style = `
:root{color-scheme:light dark;--text:light-dark(#1b1f24,#e6e8eb);--quiet:light-dark(#59636e,#9aa4af);--line:light-dark(#d8dee4,#333a42);--error:light-dark(#b42318,#ff8a7a);--warning:light-dark(#8a5a00,#e8b44c);--info:var(--quiet);--log:light-dark(#dfe5ec,#313a45);--range:light-dark(#2f6f9f,#6fb1e0)}
body{font:14px/1.5 system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:var(--text);margin:0;padding:24px}
main{max-width:1120px;margin:auto}h1{font-size:22px;margin:0 0 8px}h2{font-size:16px;margin:28px 0 8px;break-after:avoid}h2 small,.quiet{color:var(--quiet);font-weight:400}
h3{font-size:14px;margin:0}code{font:12px/1.4 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:8px 0}dt{color:var(--quiet)}dd{margin:0}
article{border-left:3px solid var(--info);padding:6px 12px;margin:10px 0;break-inside:avoid}article p{margin:4px 0}
article.error{border-color:var(--error)}article.error h3 b{color:var(--error)}article.warning{border-color:var(--warning)}article.warning h3 b{color:var(--warning)}
table{border-collapse:collapse;width:100%;font-size:13px;font-variant-numeric:tabular-nums}th,td{text-align:left;padding:3px 8px;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--quiet);font-weight:500}.n{text-align:right;white-space:nowrap}thead{display:table-header-group}tr{break-inside:avoid}td{overflow-wrap:anywhere}
svg{width:160px;height:10px;display:block}svg .log{fill:var(--log)}svg .range{fill:var(--range)}
@page{size:A4;margin:14mm}@media print{:root{color-scheme:light}body{padding:0;font-size:11px}table{font-size:10px}svg{print-color-adjust:exact}}
`
