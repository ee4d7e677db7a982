"""The skin-state mechanism: lags, same visit, what history leaves."""
