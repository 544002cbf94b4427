#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/socket.h>

// What a daemon is started with.
struct trasse_http_options {
  // The socket that listens already; the daemon closes it.
  int listener;
  unsigned int threads;
  unsigned int connections;
  // Connections from one address at a time; 0 for any number.
  unsigned int connections_per_address;
  // Seconds without a byte after which a connection is closed.
  unsigned int timeout;
  // Bytes for the request line and the header of one connection.
  size_t memory;
  void *context;
  void *(*target)(void *context, const char *uri, struct MHD_Connection *connection);
  MHD_AccessHandlerCallback handler;
  MHD_RequestCompletedCallback completed;
  MHD_NotifyConnectionCallback connection;
};

// Leaves what is escaped as it is: the target is taken apart on our side.
static size_t trasse_http_keep_escapes(void *context, struct MHD_Connection *connection, char *text) {
  (void)context;
  (void)connection;
  return __builtin_strlen(text);
}

// The library writes nothing to the log: its messages can hold parts of requests.
static void trasse_http_log_nothing(void *context, const char *format, va_list arguments) {
  (void)context;
  (void)format;
  (void)arguments;
}

// Swift cannot call variadic functions.
static inline struct MHD_Daemon *trasse_http_start(const struct trasse_http_options *options) {
  return MHD_start_daemon(
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_USE_ERROR_LOG, 0, NULL, NULL,
      options->handler, options->context,
      MHD_OPTION_EXTERNAL_LOGGER, &trasse_http_log_nothing, NULL,
      MHD_OPTION_LISTEN_SOCKET, options->listener,
      MHD_OPTION_THREAD_POOL_SIZE, options->threads,
      MHD_OPTION_CONNECTION_LIMIT, options->connections,
      MHD_OPTION_PER_IP_CONNECTION_LIMIT, options->connections_per_address,
      MHD_OPTION_CONNECTION_TIMEOUT, options->timeout,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, options->memory,
      MHD_OPTION_STRICT_FOR_CLIENT, 1,
      MHD_OPTION_URI_LOG_CALLBACK, options->target, options->context,
      MHD_OPTION_UNESCAPE_CALLBACK, &trasse_http_keep_escapes, NULL,
      MHD_OPTION_NOTIFY_COMPLETED, options->completed, options->context,
      MHD_OPTION_NOTIFY_CONNECTION, options->connection, options->context,
      MHD_OPTION_END);
}

static inline const struct sockaddr *trasse_http_client(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  return info ? info->client_addr : NULL;
}

// How many bytes the request line and the header have, the empty line at their end included.
static inline size_t trasse_http_header_size(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
  return info ? info->header_size : 0;
}

static inline int trasse_http_socket(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info ? info->connect_fd : -1;
}

static inline void *trasse_http_socket_context(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info ? info->socket_context : NULL;
}

static inline unsigned int trasse_http_connections(struct MHD_Daemon *daemon) {
  const union MHD_DaemonInfo *info =
      MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);
  return info ? info->num_connections : 0;
}

// Swift does not see the constants of closed enumerations.
static inline enum MHD_Result trasse_http_yes(void) { return MHD_YES; }
static inline enum MHD_Result trasse_http_no(void) { return MHD_NO; }
static inline int trasse_http_is_start(enum MHD_ConnectionNotificationCode code) {
  return code == MHD_CONNECTION_NOTIFY_STARTED;
}
static inline void trasse_http_header(
    struct MHD_Connection *connection, MHD_KeyValueIteratorN iterator, void *context) {
  MHD_get_connection_values_n(connection, MHD_HEADER_KIND, iterator, context);
}

static inline struct MHD_Response *trasse_http_response(size_t size, const void *bytes) {
  return MHD_create_response_from_buffer(size, (void *)bytes, MHD_RESPMEM_MUST_COPY);
}
