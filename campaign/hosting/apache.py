"""Apache 2.4: a file for sites-available/, and for one user on this computer a whole configuration."""

from __future__ import annotations

from campaign.hosting import visits_log
from campaign.hosting.content_types import CONTENT_TYPES, TEXTS
from campaign.hosting.host import Host
from campaign.site.security import CACHE, EVERYWHERE, PATTERNS, SUCCESS, WORKER, WORKER_POLICY, Kind

ERRORS = (403, 404, 405, 410)
#: What the configuration stands on; in Debian `a2enmod` turns them on.
MODULES = ("alias", "authz_core", "dir", "headers", "log_config", "mime", "rewrite", "setenvif")

_CONFIGURATION = """\
# {domain}: skriven av ”campaign hosting apache”. Ändra inte här: kör kommandot igen.
# Kräver Apache 2.4 och modulerna {modules}.
{tokens}
LogFormat "%{{%Y-%m-%dT%H:%M}}t\\t{fields}" campaign
LogFormat "%{{%Y-%m-%d}}t\\t{fields}" campaign_by_day
{entrance}
<VirtualHost {address}>
    ServerName {domain}
    DocumentRoot "{site}"
    ServerSignature Off
{tls}
    <Directory "{site}">
        Require all granted
        AllowOverride None
        Options FollowSymLinks
        DirectorySlash Off
        DirectoryIndex index.html
    </Directory>

    # Besöksloggen: aldrig vem, aldrig med vilken webbläsare, aldrig vad som står efter ett frågetecken.
    SetEnvIf Request_URI "{path}" campaign_path=$1
    SetEnvIf Request_URI "{personal}" campaign_path=- campaign_by_day=1
    SetEnvIf Request_URI "(?i){sensitive}|[^A-Za-z0-9._/-]|^.{{202}}" campaign_by_day=1
    SetEnvIf Request_URI "(?i){unwritten}" campaign_unwritten=1
    SetEnvIf Request_Method "^({method})$" campaign_method=$1
    SetEnvIf Referer "(?i){referrer}" campaign_referrer=$1
    CustomLog "{logs}/{timed}" campaign "expr={timed_when}"
    CustomLog "{logs}/{untimed}" campaign_by_day "expr={untimed_when}"
    # Felloggen bär aldrig besökarens adress.
    ErrorLog "{logs}/error.log"
    ErrorLogFormat "[%t] [%l] %M"
    LogLevel crit

{types}
    RemoveLanguage .br .gz .sv
    RemoveType .br .gz
    AddEncoding br .br
    AddEncoding gzip .gz
    FileETag MTime Size

{headers}
    Header always set Cache-Control "{page}"
{cache}
    Header always set Content-Security-Policy "{worker_policy}" "expr={success} && %{{REQUEST_URI}} =~ m#^{worker}$#"
    Header merge Vary "Accept-Encoding" "expr=%{{REQUEST_URI}} =~ m#(?:/|[.](?:{texts}))$#"

{errors}

    RewriteEngine On
    RewriteCond %{{REQUEST_METHOD}} !^(?:GET|HEAD)$
    RewriteRule ^ - [R=405,L]
    RewriteRule "/\\.(?!well-known/)" - [F,L]
    RewriteRule "\\.(?:br|gz)$" - [R=404,L]
    RewriteCond %{{ENV:REDIRECT_STATUS}} ^$
    RewriteRule "^/404\\.html$" - [R=404,L]
{redirects}    RewriteCond "%{{DOCUMENT_ROOT}}%{{REQUEST_URI}}/index.html" -f
    RewriteRule "^(?:/[A-Za-z0-9_-]+)+$" "{origin}%{{REQUEST_URI}}/" [R=301,QSD,L]
    RewriteCond "%{{DOCUMENT_ROOT}}%{{REQUEST_URI}}index.html" -f
    RewriteRule "^(.*/)$" "$1index.html"
    RewriteCond "%{{HTTP:Accept-Encoding}}" "\\bbr\\b"
    RewriteCond "%{{DOCUMENT_ROOT}}$0.br" -f
    RewriteRule "^.*[^/]$" "$0.br" [L]
    RewriteCond "%{{HTTP:Accept-Encoding}}" "\\bgzip\\b"
    RewriteCond "%{{DOCUMENT_ROOT}}$0.gz" -f
    RewriteRule "^.*[^/]$" "$0.gz" [L]
</VirtualHost>
"""

_TLS = """\
    SSLEngine on
    SSLProtocol -all +TLSv1.2 +TLSv1.3
    SSLCertificateFile "{certificates}/fullchain.pem"
    SSLCertificateKeyFile "{certificates}/privkey.pem"
"""

_ENTRANCE = """
<VirtualHost *:80>
    ServerName {domain}
    ErrorLog "{logs}/error.log"
    ErrorLogFormat "[%t] [%l] %M"
    LogLevel crit
    Redirect permanent "/" "https://{domain}/"
</VirtualHost>
"""


def apache(host: Host) -> str:
    """The configuration of Apache for `host`."""
    host.refuse_everywhere("Apache")
    statuses = ", ".join(f"'{status}'" for status in SUCCESS)
    success = f"%{{REQUEST_STATUS}} -in {{{statuses}}}"
    cache = [
        f'    Header always set Cache-Control "{CACHE[kind]}" "expr={success} && %{{REQUEST_URI}} =~ m#{pattern}#"'
        for kind, pattern in PATTERNS.items()
    ]
    cache.append(f'    Header always set Cache-Control "{CACHE[Kind.ERROR]}" "expr=! ({success})"')
    fields = ("%<{campaign_method}e", "%<{campaign_path}e", "%>s", "%B", "%<{campaign_referrer}e")
    return _CONFIGURATION.format(
        domain=host.domain, site=host.site, logs=host.logs,
        modules=", ".join(MODULES if host.plain else (*MODULES, "ssl")),
        tokens="ServerTokens Prod\nTraceEnable Off\n",
        fields=r"\t".join(fields), address=f"127.0.0.1:{host.plain}" if host.plain else "*:443",
        entrance="" if host.plain else _ENTRANCE.format(domain=host.domain, logs=host.logs),
        tls="" if host.plain else _TLS.format(certificates=host.certificate_folder),
        path=visits_log.PATH, personal=visits_log.PERSONAL, method=visits_log.METHOD, referrer=visits_log.REFERRER,
        timed=visits_log.TIMED,
        untimed=visits_log.UNTIMED,
        # A request that could not be read has no path; nothing is known of it, so its time is not written either.
        timed_when=f"! ({_said('by_day')}) && ({_said('path')}) && ! ({_said('unwritten')})",
        untimed_when=f"({_said('by_day')} || ! ({_said('path')})) && ! ({_said('unwritten')})",
        sensitive=visits_log.sensitive(host.untimed),
        origin=host.origin, unwritten=visits_log.UNWRITTEN,
        types="\n".join(f'    AddType "{kind}" .{ending}' for ending, kind in CONTENT_TYPES.items()),
        headers="\n".join(f'    Header always set {name} "{value}"' for name, value in EVERYWHERE.items()),
        page=CACHE[Kind.PAGE], cache="\n".join(cache), success=success, worker=WORKER.replace(".", "[.]"),
        worker_policy=WORKER_POLICY, texts="|".join(TEXTS),
        errors="\n".join(f"    ErrorDocument {status} /404.html" for status in ERRORS),
        redirects="".join(
            f'    RewriteRule "^{moved.old.replace(".", "[.]")}$" "{host.origin}{moved.new}" [R=301,QSD,L]\n'
            for moved in host.redirects
        ),
    )  # fmt: skip


def _said(name: str) -> str:
    """Whether a request was marked: an error's own page is a request inside, where what was asked has another name."""
    return f"-n reqenv('campaign_{name}') || -n reqenv('REDIRECT_campaign_{name}')"


def apache_alone(host: Host, folder: str, modules: str) -> str:
    """A whole configuration for one user on this computer, with what Apache writes for itself in `folder`.

    `modules` is the folder of Apache's modules. Started by root, it reads the site as the user nobody.
    """
    loaded = "".join(
        f"<IfModule !{name}_module>\nLoadModule {name}_module {modules}/mod_{name}.so\n</IfModule>\n"
        for name in ("mpm_event", "unixd", *MODULES)
    )
    return (
        f"{loaded}ServerRoot {folder}\nListen 127.0.0.1:{host.plain}\nPidFile {folder}/apache.pid\n"
        f"User nobody\nGroup nogroup\nDefaultRuntimeDir {folder}\nTypesConfig /dev/null\n"
        f"ErrorLog {folder}/apache.log\nServerName 127.0.0.1\nMutex file:{folder} default\n{apache(host)}"
    )
