-- Runs at every migration (${flyway:timestamp}), because those of tables/ may have replaced the view.

CREATE OR REPLACE VIEW "${api}".telemetry_hourly AS
SELECT
    v.vin::text AS vin,
    h.hour,
    h.records,
    h.speed_mean,
    h.speed_most,
    h.power_mean,
    h.battery_least,
    h.battery_most,
    h.odometer_first,
    h.odometer_last
FROM telemetry_hourly h
JOIN vehicles v ON v.id = h.vehicle_id;
