-- What the connectors' statements use to turn a message's values into columns. None is declared stricter than its body,
-- so that all are inlined.

CREATE OR REPLACE FUNCTION epoch_ns(nanoseconds bigint) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
RETURN timestamptz '1970-01-01 00:00:00+00' + nanoseconds / 1000 * interval '1 microsecond';

CREATE OR REPLACE FUNCTION epoch_ms(milliseconds bigint) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
RETURN timestamptz '1970-01-01 00:00:00+00' + milliseconds * interval '1 millisecond';

CREATE OR REPLACE FUNCTION provenance_of(name text) RETURNS provenance LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(replace(name, 'PROVENANCE_', ''), 'UNSPECIFIED')::provenance;

CREATE OR REPLACE FUNCTION protocol_of(name text) RETURNS protocol LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(replace(name, 'PROTOCOL_', ''), 'UNSPECIFIED')::protocol;

-- A record without an identity of its own is known by the input it was made of, which reprocessing does not change.
CREATE OR REPLACE FUNCTION identity_of(given text, topic text, number integer, place bigint)
RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(nullif(given, ''), topic || '/' || number || '/' || place, '');
