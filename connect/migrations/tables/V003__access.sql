-- Who may read: everybody who may see the tables at all, as with the legacy server, and one role for the views alone.

ALTER TABLE vehicles ENABLE ROW LEVEL SECURITY;
ALTER TABLE telemetry_data ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS public_read ON vehicles;
DROP POLICY IF EXISTS public_read ON telemetry_data;
CREATE POLICY public_read ON vehicles FOR SELECT USING (true);
CREATE POLICY public_read ON telemetry_data FOR SELECT USING (true);

-- The roles of a Supabase project, where there are such.
DO $$
DECLARE
    reader text;
BEGIN
    FOREACH reader IN ARRAY ARRAY['anon', 'authenticated'] LOOP
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = reader) THEN
            EXECUTE format('GRANT SELECT ON vehicles, telemetry_data TO %I', reader);
        END IF;
    END LOOP;
END
$$;

-- The gateways' role. Where this user may not create one, an administrator does, and grants what follows.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${reader}') THEN
        EXECUTE format('CREATE ROLE %I LOGIN', '${reader}');
        EXECUTE format('ALTER ROLE %I SET default_transaction_read_only = on', '${reader}');
        EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', '${reader}', '30s');
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'the role ${reader} is missing, and % may not create it', current_user;
END
$$;
