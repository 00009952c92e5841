"""Where the built site stands: configurations of web servers out of the one table of headers, and packed files.

host          what a configuration must know: the name, the folders, how visitors reach it
leads         what the texts add to that: redirects, and addresses that are logged without the time
content_types the content type of every kind of file
visits_log    what the servers may write of a visit, and what they never write
nginx caddy apache headers_file    a configuration each, as text
compression   brotli and gzip beside each file, made once by the build
"""
