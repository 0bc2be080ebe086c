-- What others read. Columns are added here, never renamed, retyped or taken away; another shape is another schema.

CREATE SCHEMA IF NOT EXISTS "${api}";

CREATE OR REPLACE VIEW "${api}".vehicles AS
SELECT
    v.id,
    v.vin::text AS vin,
    v.model::text AS model,
    v.year,
    v.created_at AS first_seen,
    newest.received_at AS last_seen,
    newest.timestamp AS last_timestamp
FROM vehicles v
LEFT JOIN LATERAL (
    SELECT d.received_at, d.timestamp
    FROM telemetry_data d
    WHERE d.vehicle_id = v.id
    ORDER BY d.timestamp DESC
    LIMIT 1
) newest ON true;

CREATE OR REPLACE VIEW "${api}".telemetry_records AS
SELECT
    v.vin::text AS vin,
    d.timestamp,
    d.vehicle_speed AS speed,
    d.speed_provenance::text AS speed_provenance,
    d.speed_bound,
    d.battery,
    d.battery_provenance::text AS battery_provenance,
    d.battery_bound,
    d.power_kw AS power,
    d.power_provenance::text AS power_provenance,
    d.power_bound,
    d.heading_degrees AS heading,
    d.heading_provenance::text AS heading_provenance,
    d.heading_bound,
    d.odometer,
    d.latitude,
    d.longitude,
    d.signals,
    d.protocol::text AS protocol,
    d.is_compressed,
    d.is_resync,
    d.identity,
    d.edge_epoch,
    d.edge_sequence,
    d.packet_bytes,
    d.full_bytes,
    d.received_at
FROM telemetry_data d
JOIN vehicles v ON v.id = d.vehicle_id;

CREATE OR REPLACE VIEW "${api}".compression_daily AS
SELECT
    v.vin::text AS vin,
    s.date AS day,
    s.total_packets AS packets,
    s.transmitted_fields + s.skipped_fields AS fields,
    s.transmitted_fields,
    s.skipped_fields,
    round(100.0 * s.skipped_fields / nullif(s.transmitted_fields + s.skipped_fields, 0), 2)::double precision
        AS skipped_percent,
    s.packet_bytes,
    s.full_bytes,
    s.bandwidth_saved_percent::double precision AS bandwidth_saved_percent
FROM compression_stats s
JOIN vehicles v ON v.id = s.vehicle_id;

CREATE OR REPLACE VIEW "${api}".offline_sessions AS
SELECT
    v.vin::text AS vin,
    o.started_at,
    o.ended_at,
    o.records_buffered,
    o.records_uploaded,
    o.status::text AS status
FROM offline_sessions o
JOIN vehicles v ON v.id = o.vehicle_id;

-- With TimescaleDB, the same from a continuous aggregate: see timescale/.
CREATE OR REPLACE VIEW "${api}".telemetry_hourly AS
SELECT
    v.vin::text AS vin,
    d.timestamp / 3600000 * 3600000 AS hour,
    count(*) AS records,
    avg(d.vehicle_speed) AS speed_mean,
    max(d.vehicle_speed) AS speed_most,
    avg(d.power_kw) AS power_mean,
    min(d.battery) AS battery_least,
    max(d.battery) AS battery_most,
    min(d.odometer) AS odometer_first,
    max(d.odometer) AS odometer_last
FROM telemetry_data d
JOIN vehicles v ON v.id = d.vehicle_id
GROUP BY v.vin, d.timestamp / 3600000;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${reader}') THEN
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', '${api}', '${reader}');
        EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO %I', '${api}', '${reader}');
    END IF;
END
$$;
