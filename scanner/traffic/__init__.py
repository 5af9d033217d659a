"""Traffic: what requests, cookies and stored values say, whoever recorded them (browser, recording, fetch)."""
