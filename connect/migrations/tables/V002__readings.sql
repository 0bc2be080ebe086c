-- What a reading is here: identified, so that resends and redelivery change nothing, and honest about each value.

CREATE TYPE provenance AS ENUM ('TRANSMITTED', 'PREDICTED', 'DEGRADED');
CREATE TYPE protocol AS ENUM ('LEGACY_COMPRESSED', 'LEGACY_FULL', 'CLOSED_LOOP');

-- Ids that are no VINs are percent-encoded, up to the length of a record's key.
ALTER TABLE vehicles ALTER COLUMN vin TYPE varchar(128);

ALTER TABLE telemetry_data
    -- Wide enough that a bound stated for a value also holds for the stored one.
    ALTER COLUMN vehicle_speed TYPE double precision,
    ALTER COLUMN power_kw TYPE double precision,
    ALTER COLUMN odometer TYPE double precision,
    ALTER COLUMN latitude TYPE double precision,
    ALTER COLUMN longitude TYPE double precision,
    ALTER COLUMN vehicle_id SET NOT NULL,
    ALTER COLUMN received_at SET NOT NULL,
    -- battery_level and heading are whole numbers, cut off as the legacy server did; these are the values themselves.
    ADD COLUMN battery double precision,
    ADD COLUMN heading_degrees double precision,
    ADD COLUMN speed_provenance provenance,
    ADD COLUMN battery_provenance provenance,
    ADD COLUMN power_provenance provenance,
    ADD COLUMN heading_provenance provenance,
    -- How far the stored value may be from the true one; null when nothing is known.
    ADD COLUMN speed_bound double precision,
    ADD COLUMN battery_bound double precision,
    ADD COLUMN power_bound double precision,
    ADD COLUMN heading_bound double precision,
    ADD COLUMN protocol protocol,
    ADD COLUMN is_resync boolean,
    -- What makes this the same reading when it comes again; unique within vehicle and timestamp.
    ADD COLUMN identity text,
    ADD COLUMN edge_epoch bigint,
    ADD COLUMN edge_sequence bigint,
    ADD COLUMN packet_bytes integer,
    ADD COLUMN full_bytes integer,
    ADD COLUMN packet_fields integer,
    ADD COLUMN packet_transmitted integer,
    -- Further quantities by name: {"cell_temperature_max": {"value": 31.5, "bound": 0.5, "provenance": "PREDICTED"}}.
    ADD COLUMN signals jsonb;

UPDATE telemetry_data SET identity = 'row/' || id, battery = battery_level, heading_degrees = heading;

-- The key has the time in it, as a hypertable's must.
ALTER TABLE telemetry_data
    ALTER COLUMN identity SET NOT NULL,
    DROP CONSTRAINT telemetry_data_pkey,
    ADD CONSTRAINT telemetry_data_pkey PRIMARY KEY (vehicle_id, timestamp, identity);

-- Those of the legacy server, but for (vehicle_id, timestamp DESC), which the key serves.
CREATE INDEX telemetry_data_by_timestamp ON telemetry_data (timestamp DESC);
CREATE INDEX telemetry_data_by_arrival ON telemetry_data (received_at DESC);

ALTER TABLE compression_stats
    ALTER COLUMN vehicle_id SET NOT NULL,
    ALTER COLUMN date SET NOT NULL,
    ALTER COLUMN total_packets TYPE bigint,
    ALTER COLUMN transmitted_fields TYPE bigint,
    ALTER COLUMN skipped_fields TYPE bigint,
    ADD COLUMN packet_bytes bigint NOT NULL DEFAULT 0,
    ADD COLUMN full_bytes bigint NOT NULL DEFAULT 0,
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();

ALTER TABLE offline_sessions
    ALTER COLUMN vehicle_id SET NOT NULL,
    ALTER COLUMN records_buffered TYPE bigint,
    ALTER COLUMN records_uploaded TYPE bigint,
    ADD CONSTRAINT offline_sessions_once UNIQUE (vehicle_id, started_at);
