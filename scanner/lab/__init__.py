"""The lab: a small web of made-up tools and made-up third parties on loopback, for tests, the demo and contributors.

`scanner.lab.server.Lab` serves it, `scanner.lab.site` says how a site's folder is described,
`scanner.lab.expectation` what an expert expects a scan of it to find.
"""
