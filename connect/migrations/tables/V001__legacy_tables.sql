-- The tables of the legacy telemetry server, column by column. A database that already has them, with their rows, is
-- taken over as it is.

CREATE TABLE IF NOT EXISTS vehicles (
    id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    vin         varchar(17) UNIQUE NOT NULL,
    model       varchar(100),
    year        integer,
    owner_email varchar(255),
    created_at  timestamptz DEFAULT now(),
    updated_at  timestamptz DEFAULT now()
);

CREATE TABLE IF NOT EXISTS telemetry_data (
    id            bigserial PRIMARY KEY,
    vehicle_id    uuid REFERENCES vehicles (id) ON DELETE CASCADE,
    timestamp     bigint NOT NULL,
    vehicle_speed real,
    battery_level integer CHECK (battery_level BETWEEN 0 AND 100),
    power_kw      real,
    odometer      real,
    heading       integer CHECK (heading BETWEEN 0 AND 359),
    latitude      real,
    longitude     real,
    received_at   timestamptz DEFAULT now(),
    is_compressed boolean DEFAULT false
);

CREATE TABLE IF NOT EXISTS compression_stats (
    id                      bigserial PRIMARY KEY,
    vehicle_id              uuid REFERENCES vehicles (id) ON DELETE CASCADE,
    date                    date DEFAULT current_date,
    total_packets           integer DEFAULT 0,
    transmitted_fields      integer DEFAULT 0,
    skipped_fields          integer DEFAULT 0,
    bandwidth_saved_percent real,
    created_at              timestamptz DEFAULT now(),
    UNIQUE (vehicle_id, date)
);

CREATE TABLE IF NOT EXISTS offline_sessions (
    id               bigserial PRIMARY KEY,
    vehicle_id       uuid REFERENCES vehicles (id) ON DELETE CASCADE,
    started_at       timestamptz NOT NULL,
    ended_at         timestamptz,
    records_buffered integer DEFAULT 0,
    records_uploaded integer DEFAULT 0,
    status           varchar(20) CHECK (status IN ('active', 'syncing', 'synced'))
);

CREATE OR REPLACE FUNCTION set_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at = now();
    RETURN NEW;
END
$$;

DROP TRIGGER IF EXISTS vehicles_updated_at ON vehicles;
CREATE TRIGGER vehicles_updated_at BEFORE UPDATE ON vehicles FOR EACH ROW EXECUTE FUNCTION set_updated_at();
