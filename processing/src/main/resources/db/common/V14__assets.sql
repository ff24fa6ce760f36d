-- The operator's register: what an import says of an asset. Nothing is made up of those that are there: what nobody said is null.
ALTER TABLE asset
  ADD COLUMN voltage_level text CHECK (voltage_level IN ('low', 'medium', 'high', 'extra_high')),
  ADD COLUMN medium        text CHECK (medium ~ '^[a-z][a-z_]{0,62}$'),
  ADD COLUMN lifecycle     text CHECK (lifecycle IN ('planned', 'in_service', 'out_of_service', 'removed')),
  -- When a file had it first; null for what came another way, which no file can miss.
  ADD COLUMN imported_at   timestamptz,
  -- Since when a file that should have had it does not; it stays all the same.
  ADD COLUMN missing_since timestamptz,
  DROP CONSTRAINT asset_id_check,
  -- The operator's own identifiers, such as “ONS 0815” or “4711/2”.
  ADD CONSTRAINT asset_id_check CHECK (id ~ '^[A-Za-z0-9][A-Za-z0-9 ._/:-]{0,62}$' AND id = btrim(id)),
  ADD CONSTRAINT asset_position_check CHECK ((latitude IS NULL) = (longitude IS NULL)) NOT VALID;
CREATE INDEX site_of_asset ON site (asset);

-- Which asset a site was at, and when: the one truth. site.asset is the current one, written by the trigger below alone.
CREATE TABLE assignment (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site        text NOT NULL REFERENCES site,
  asset       text NOT NULL REFERENCES asset,
  starts_at   timestamptz, -- null: since nobody knows when
  ends_at     timestamptz, -- null: until now
  replaced_at timestamptz, -- when somebody said that it was never so; kept all the same
  CHECK (ends_at > starts_at),
  CONSTRAINT assignment_one_asset_at_a_time EXCLUDE USING gist (
    int8range(hashtextextended(site, 0), hashtextextended(site, 0), '[]') WITH &&,
    tstzrange(starts_at, ends_at) WITH &&) WHERE (replaced_at IS NULL)
);
CREATE INDEX assignment_of_site ON assignment (site, starts_at);
CREATE INDEX assignment_of_asset ON assignment (asset);

INSERT INTO assignment (site, asset) SELECT id, asset FROM site WHERE asset IS NOT NULL;

CREATE FUNCTION current_asset(of_site text) RETURNS text LANGUAGE sql STABLE
  AS 'SELECT asset FROM assignment WHERE site = of_site AND ends_at IS NULL AND replaced_at IS NULL';

CREATE FUNCTION assignment_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE site SET asset = current_asset(id)
   WHERE id IN (OLD.site, NEW.site) AND asset IS DISTINCT FROM current_asset(id);
  RETURN NULL;
END $$;
CREATE TRIGGER assignment_changed AFTER INSERT OR UPDATE OR DELETE ON assignment FOR EACH ROW EXECUTE FUNCTION assignment_changed();

-- A site that is made with an asset is assigned to it.
CREATE FUNCTION site_made_with_asset() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO assignment (site, asset) VALUES (NEW.id, NEW.asset);
  RETURN NULL;
END $$;
CREATE TRIGGER site_made_with_asset AFTER INSERT ON site FOR EACH ROW WHEN (NEW.asset IS NOT NULL) EXECUTE FUNCTION site_made_with_asset();

CREATE FUNCTION site_asset_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.asset IS DISTINCT FROM current_asset(NEW.id) THEN
    RAISE EXCEPTION 'site.asset follows the table assignment: write there' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER site_asset_follows BEFORE UPDATE OF asset ON site FOR EACH ROW WHEN (NEW.asset IS DISTINCT FROM OLD.asset) EXECUTE FUNCTION site_asset_follows();
