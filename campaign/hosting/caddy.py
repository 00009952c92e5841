"""Caddy: a Caddyfile. Caddy fetches its own certificate, and turns its own logs over."""

from __future__ import annotations

from campaign.hosting import visits_log
from campaign.hosting.content_types import CONTENT_TYPES
from campaign.hosting.host import Host
from campaign.site.security import CACHE, EVERYWHERE, HEADER_POLICY, PATTERNS, WORKER, WORKER_POLICY, Kind

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_CONFIGURATION = """\
# {domain}: skriven av ”campaign hosting caddy”. Ändra inte här: kör kommandot igen.
{{
{options}
	# Felloggen skulle bära besökarens adress: bara det som stoppar hela servern skrivs.
	log default {{
		level ERROR
		exclude http.log.error http.log.access
	}}
}}

(campaign_headers) {{
{headers}
}}

{address} {{
	root * {site}
	import campaign_headers

	map {{path}} {{campaign_policy}} {{campaign_cache}} {{
		{worker} "{worker_policy}" "{page}"
		{cache}
		default "{policy}" "{page}"
	}}
	header Content-Security-Policy "{{campaign_policy}}"
	header Cache-Control "{{campaign_cache}}"
{types}

	# Besöksloggen: aldrig vem, aldrig med vilken webbläsare, aldrig vad som står efter ett frågetecken.
	map {{time.now.common_log}} {{campaign_minute}} {{campaign_day}} {{
		{months}
		default "-" "-"
	}}
	map {{http.request.orig_uri}} {{campaign_asked}} {{
		"~{personal}" "?"
		default "{{http.request.orig_uri}}"
	}}
	map {{campaign_asked}} {{campaign_path}} {{
		"~{path}" "${{1}}"
		default "-"
	}}
	map {{http.request.header.Referer}} {{campaign_referrer}} {{
		"~(?i){referrer}" "${{1}}"
		default "-"
	}}
	map {{http.request.orig_method}} {{campaign_method}} {{
		"~^{method}$" "${{0}}"
		default "-"
	}}
	@unwritten path_regexp (?i){unwritten}
	@by_day {{
		vars_regexp {{campaign_path}} (?i)(?:^-$|{sensitive})
	}}
	log_skip @unwritten
	log_name @by_day campaign_by_day
	log_append @by_day date {{campaign_day}}
	@timed {{
		not vars_regexp {{campaign_path}} (?i)(?:^-$|{sensitive})
	}}
	log_append @timed date {{campaign_minute}}
	log_append method {{campaign_method}}
	log_append path {{campaign_path}}
	log_append referrer_host {{campaign_referrer}}
{loggers}
{redirects}
	@other not method GET HEAD
	error @other 405
	@hidden {{
		path_regexp /\\.
		not path_regexp ^/\\.well-known/[^/.][^/]*$
	}}
	error @hidden 403
	@packed path *.br *.gz /404.html
	error @packed 404
	@folder {{
		path_regexp ^(?:/[A-Za-z0-9_-]+)+$
		file {{path}}/index.html
	}}
	redir @folder {{path}}/ 301

	file_server {{
		precompressed br gzip
		disable_canonical_uris
	}}

	handle_errors {{
		import campaign_headers
		header Content-Security-Policy "{policy}"
		header Cache-Control "{error}"
		header Content-Type "{html}"
		method GET
		rewrite * /404.html
		file_server {{
			precompressed br gzip
			status {{err.status_code}}
		}}
	}}
}}
"""

_LOGGER = """\
	log {name} {{
		{no_hostname}output file {file} {{
			mode 0640
			roll_interval 24h
			roll_keep_for {hours}h
			roll_keep {days}
		}}
		format filter {{
			wrap json {{
				time_key ""
				level_key ""
				name_key ""
				message_key ""
			}}
			fields {{
				request delete
				resp_headers delete
				user_id delete
				duration delete
				bytes_read delete
				size rename bytes
			}}
		}}
	}}
"""


def caddy(host: Host) -> str:
    """The Caddyfile for `host`."""
    host.refuse_everywhere("Caddy")
    cache = [f'"~{pattern}" "{HEADER_POLICY}" "{CACHE[kind]}"' for kind, pattern in PATTERNS.items()]
    headers = {name: value for name, value in EVERYWHERE.items() if name != "Content-Security-Policy"}
    return _CONFIGURATION.format(
        domain=host.domain, site=host.site, worker=WORKER, worker_policy=WORKER_POLICY, policy=HEADER_POLICY,
        page=CACHE[Kind.PAGE], error=CACHE[Kind.ERROR], html=CONTENT_TYPES["html"], cache="\n\t\t".join(cache),
        options="\tadmin off\n\tauto_https off\n\tpersist_config off" if host.plain else "\tpersist_config off",
        address=f"http://127.0.0.1:{host.plain}" if host.plain else host.domain,
        headers="\n".join(f'\theader {name} "{value}"' for name, value in headers.items()),
        types="\n".join(_typed(ending, kind) for ending, kind in CONTENT_TYPES.items()),
        months="\n\t\t".join(
            rf'"~^(\d\d)/{name}/(\d{{4}}):(\d\d:\d\d)" "${{2}}-{number:02}-${{1}}T${{3}}" "${{2}}-{number:02}-${{1}}"'
            for number, name in enumerate(_MONTHS, 1)
        ),
        path=visits_log.PATH, personal=visits_log.PERSONAL, referrer=visits_log.REFERRER,
        unwritten=visits_log.UNWRITTEN, method=visits_log.METHOD,
        sensitive=visits_log.sensitive(host.untimed),
        loggers=_logger("campaign", f"{host.logs}/{visits_log.TIMED}")
        + _logger("campaign_by_day", f"{host.logs}/{visits_log.UNTIMED}", "no_hostname\n\t\t"),
        redirects="".join(f"\tredir {moved.old} {moved.new} 301\n" for moved in host.redirects),
    )  # fmt: skip


def _typed(ending: str, kind: str) -> str:
    paths = "/ */ *.html" if ending == "html" else f"*.{ending}"
    return f'\t@{ending} path {paths}\n\theader @{ending} Content-Type "{kind}"'


def _logger(name: str, file: str, no_hostname: str = "") -> str:
    days = visits_log.KEPT_DAYS
    return _LOGGER.format(name=name, file=file, no_hostname=no_hostname, hours=days * 24, days=days)
