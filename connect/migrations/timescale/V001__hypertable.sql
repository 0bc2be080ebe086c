-- telemetry_data as a hypertable of one-day chunks by the vehicles' clock. TimescaleDB 2.13 or newer.

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

-- By when a chunk was made, not by what the vehicle's clock says: one that is wrong by years must lose nothing sooner.
SELECT add_compression_policy('telemetry_data', compress_created_before => INTERVAL '7 days');
SELECT add_retention_policy('telemetry_data', drop_created_before => INTERVAL '5 years');
