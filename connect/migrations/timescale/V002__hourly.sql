-- api_v1.telemetry_hourly from a continuous aggregate instead of from every row.

CREATE MATERIALIZED VIEW telemetry_hourly WITH (timescaledb.continuous) AS
SELECT
    vehicle_id,
    time_bucket(3600000::bigint, timestamp) AS hour,
    count(*) AS records,
    avg(vehicle_speed) AS speed_mean,
    max(vehicle_speed) AS speed_most,
    avg(power_kw) AS power_mean,
    min(battery) AS battery_least,
    max(battery) AS battery_most,
    min(odometer) AS odometer_first,
    max(odometer) AS odometer_last
FROM telemetry_data
GROUP BY vehicle_id, time_bucket(3600000::bigint, timestamp)
WITH NO DATA;

ALTER MATERIALIZED VIEW telemetry_hourly SET (timescaledb.materialized_only = false);

-- All of the past, because vehicles that were offline send old readings; only hours that changed are computed again.
SELECT add_continuous_aggregate_policy(
    'telemetry_hourly',
    start_offset => NULL::bigint,
    end_offset => 3600000::bigint,
    schedule_interval => INTERVAL '10 minutes'
);
