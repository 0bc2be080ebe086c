-- telemetry_data as a hypertable of one-day chunks by the vehicles' clock: compressed after a week, kept for five years.

CREATE EXTENSION IF NOT EXISTS timescaledb;

CREATE OR REPLACE FUNCTION epoch_milliseconds() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT (extract(epoch FROM now()) * 1000)::bigint
$$;

-- TimescaleDB compresses and aggregates no table with row security. The only policy let everybody read; who may is
-- said by grants, as before.
ALTER TABLE telemetry_data DISABLE ROW LEVEL SECURITY;

SELECT create_hypertable('telemetry_data', by_range('timestamp', 86400000::bigint), migrate_data => true);
SELECT set_integer_now_func('telemetry_data', 'epoch_milliseconds');

ALTER TABLE telemetry_data SET (
    timescaledb.compress,
    timescaledb.compress_segmentby = 'vehicle_id',
    timescaledb.compress_orderby = 'timestamp DESC, identity'
);
SELECT add_compression_policy('telemetry_data', compress_after => 604800000::bigint);
SELECT add_retention_policy('telemetry_data', drop_after => 157680000000::bigint);
