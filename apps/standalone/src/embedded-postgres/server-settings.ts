/** `throwaway`: for tests only. Fast, and worthless after a power cut. */
export type Durability = 'durable' | 'throwaway';

/**
 * Settings given on the command line, so that what runs is what stands here.
 * Sized for one school on a small computer: everything of `npm start` together stays under 350 MB.
 */
export function serverSettings(durability: Durability): Record<string, string> {
  return { ...reach, ...memory, ...logging, ...limits, ...(durability === 'durable' ? durable : throwaway) };
}

const reach = {
  listen_addresses: '127.0.0.1',
  // One way in, the same on every system; sockets in /tmp are swept away by cleaners.
  unix_socket_directories: '',
  TimeZone: 'UTC',
};

const memory = {
  shared_buffers: '48MB',
  work_mem: '8MB',
  maintenance_work_mem: '48MB',
  huge_pages: 'off',
  // No helper processes that two cores would not use: I/O workers, replication launcher, parallel query.
  io_method: 'sync',
  max_logical_replication_workers: '0',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  autovacuum_worker_slots: '2',
  autovacuum_max_workers: '2',
  jit: 'off',
};

const limits = {
  // The sum of every process's pool (its budget is in libs/platform) stays below this.
  max_connections: '60',
  // A forgotten transaction would hold back the event log's readers and vacuum.
  idle_in_transaction_session_timeout: '60s',
  max_wal_size: '512MB',
};

const logging = {
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
  // Neither statements nor the values in error details: they may hold a person's data.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

const durable = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // No replicas in this profile: less to write for the same durability.
  wal_level: 'minimal',
  max_wal_senders: '0',
};

const throwaway = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  // Suites run side by side, each with pools of its own.
  max_connections: '200',
};
