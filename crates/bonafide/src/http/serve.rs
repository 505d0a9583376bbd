//! Serving (服务): the listener, and its end in good order.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use super::hall::Hall;
use super::router::router;

/// Tells where the site is once it can be reached.
pub(crate) type Listening<'a> = &'a mut dyn FnMut(SocketAddr);

/// Serves until the process is told to stop; requests under way are finished.
///
/// # Errors
/// The address cannot be listened on, or the runtime does not start.
pub(crate) fn serve(hall: Hall, listen: SocketAddr, tell: Listening<'_>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen).await?;
        tell(listener.local_addr()?);
        axum::serve(listener, router(Arc::new(hall))).with_graceful_shutdown(told_to_stop()).await
    })
}

/// Ctrl-C, or what a service manager sends.
async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => {
                tokio::select! {
                    _ = interrupted => {}
                    _ = terminated.recv() => {}
                }
            }
            Err(_) => {
                let _ = interrupted.await;
            }
        }
    }
    #[cfg(not(unix))]
    {
        let _ = interrupted.await;
    }
}
