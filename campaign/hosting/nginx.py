"""nginx: the reference. A file for conf.d/ (it belongs in `http`): the server, and what it writes of visits."""

from __future__ import annotations

from campaign.hosting import visits_log
from campaign.hosting.content_types import CONTENT_TYPES, UNKNOWN
from campaign.hosting.host import Host
from campaign.site.security import CACHE, EVERYWHERE, HEADER_POLICY, PATTERNS, SUCCESS, WORKER, WORKER_POLICY, Kind

#: The errors that show the site's own page.
ERRORS = "403 404 405 410"

_CONFIGURATION = """\
# {domain}: skriven av ”campaign hosting nginx”. Ändra inte här: kör kommandot igen.
# Kräver nginx med gzip_static, och modulen brotli_static (i Debian: libnginx-mod-http-brotli-static).

map "$status $uri" $campaign_cache {{
    default "{error}";
    {cache}
}}
map "$status $uri" $campaign_policy {{
    default "{policy}";
    "~^(?:{success}) {worker}$" "{worker_policy}";
}}

# Besöksloggen: aldrig vem, aldrig med vilken webbläsare, aldrig vad som står efter ett frågetecken.
map $request $campaign_method {{
    default "-";
    "~^({method}) " $1;
}}
map $request_uri $campaign_path {{
    default "-";
    "~*{unwritten}" "/assets/";
    "~{personal}" "-";
    "~{path}" $1;
}}
map $time_iso8601 $campaign_minute {{
    default "-";
    "~^(.{{16}})" $1;
}}
map $time_iso8601 $campaign_day {{
    default "-";
    "~^(.{{10}})" $1;
}}
map $campaign_path $campaign_by_day {{
    default 0;
    "-" 1;
    "~*{unwritten}" 0;
    "~*{sensitive}" 1;
}}
map $campaign_path $campaign_timed {{
    default 1;
    "-" 0;
    "~*{unwritten}" 0;
    "~*{sensitive}" 0;
}}
map $http_referer $campaign_referrer {{
    default "-";
    "~*{referrer}" $1;
}}
log_format campaign "$campaign_minute\\t{fields}";
log_format campaign_by_day "$campaign_day\\t{fields}";
{entrance}
server {{
{listen}
    root {site};
    index index.html;

    access_log {logs}/{timed} campaign buffer=64k flush=1s if=$campaign_timed;
    access_log {logs}/{untimed} campaign_by_day buffer=64k flush=1s if=$campaign_by_day;
    # Felloggen skulle bära besökarens adress: bara det som stoppar hela servern skrivs.
    error_log {logs}/error.log emerg;

    server_tokens off;
    autoindex off;
    absolute_redirect off;
    gzip off;
    gzip_static on;
    brotli_static on;
    gzip_vary on;

    types {{
{types}
    }}
    default_type {unknown};

{headers}

    error_page {errors} /404.html;

    if ($request_method !~ "^(?:GET|HEAD)$") {{
        return 405;
    }}
    location / {{
        try_files $uri $uri/ =404;
    }}
    location = /404.html {{
        internal;
    }}
    location ~ "/\\.(?!well-known/)" {{
        return 403;
    }}
    location ~ "\\.(?:br|gz)$" {{
        return 404;
    }}
{redirects}}}
"""

_TLS = """\
    listen 443 ssl http2;
    listen [::]:443 ssl http2;
    server_name {domain};
    ssl_certificate {certificates}/fullchain.pem;
    ssl_certificate_key {certificates}/privkey.pem;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_session_tickets off;
"""

_ENTRANCE = """
server {{
    listen 80;
    listen [::]:80;
    server_name {domain};
    server_tokens off;
    access_log off;
    error_log {logs}/error.log emerg;
    return 301 https://{domain}$request_uri;
}}
"""


def nginx(host: Host) -> str:
    """The configuration of nginx for `host`."""
    success = "|".join(map(str, SUCCESS))
    cache = [f'"~^(?:{success}) {PATTERNS[kind].removeprefix("^")}" "{CACHE[kind]}";' for kind in PATTERNS]
    cache.append(f'"~^(?:{success}) " "{CACHE[Kind.PAGE]}";')
    headers = EVERYWHERE | {"Content-Security-Policy": "$campaign_policy", "Cache-Control": "$campaign_cache"}
    listen = f"    listen {host.listens};\n    server_name _;\n" if host.plain else _TLS
    return _CONFIGURATION.format(
        domain=host.domain, site=host.site, logs=host.logs, success=success, worker=WORKER.replace(".", "[.]"),
        error=CACHE[Kind.ERROR], cache="\n    ".join(cache), policy=HEADER_POLICY, worker_policy=WORKER_POLICY,
        method=visits_log.METHOD, path=visits_log.PATH, personal=visits_log.PERSONAL, unwritten=visits_log.UNWRITTEN,
        sensitive=visits_log.sensitive(host.untimed), referrer=visits_log.REFERRER, timed=visits_log.TIMED,
        untimed=visits_log.UNTIMED, unknown=UNKNOWN, errors=ERRORS,
        fields=r"\t".join(("$campaign_method", "$campaign_path", "$status", "$body_bytes_sent", "$campaign_referrer")),
        types="\n".join(f'        "{kind}" {ending};' for ending, kind in CONTENT_TYPES.items()),
        headers="\n".join(f'    add_header {name} "{value}" always;' for name, value in headers.items()),
        listen=listen.format(domain=host.domain, certificates=host.certificate_folder),
        entrance="" if host.plain else _ENTRANCE.format(domain=host.domain, logs=host.logs),
        redirects="".join(f"    location = {moved.old} {{\n        return 301 {moved.new};\n    }}\n"
                          for moved in host.redirects),
    )  # fmt: skip


def nginx_alone(folder: str, root: bool) -> str:
    """A whole nginx.conf for one user on this computer, with what nginx writes for itself in `folder`.

    The site's own configuration is to stand there as site.conf. `root`: whether root starts it, and shall then also
    be the one who reads the files.
    """
    places = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return f"""\
include /etc/nginx/modules-enabled/*.conf;
{"user root;" if root else ""}
daemon off;
pid {folder}/nginx.pid;
error_log stderr emerg;
events {{ worker_connections 1024; }}
http {{
    sendfile on;
    tcp_nopush on;
{"".join(f"    {place}_temp_path {folder}/{place};" + chr(10) for place in places)}
    include {folder}/site.conf;
}}
"""
