"""Unit, contract, integration and e2e tests."""
