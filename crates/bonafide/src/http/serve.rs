//! Serving (服务): the listener, and its end in good order.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::checkpoints;
use super::hall::Hall;
use super::router::router;

/// Tells where the site is once it can be reached.
pub(crate) type Listening<'a> = &'a mut dyn FnMut(SocketAddr);

/// How often the view of cases is looked after while nobody asks.
const LOOKED_AFTER: Duration = Duration::from_secs(1);

/// Serves until the process is told to stop; requests under way are finished.
///
/// # Errors
/// The address cannot be listened on, or the runtime does not start.
pub(crate) fn serve(hall: Hall, listen: SocketAddr, tell: Listening<'_>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let hall = Arc::new(hall);
    let (follower, stop) = follow(Arc::clone(&hall))?;
    let (signer, sign) = checkpoints::keep(Arc::clone(&hall))?;
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen).await?;
        tell(listener.local_addr()?);
        axum::serve(listener, router(hall)).with_graceful_shutdown(told_to_stop()).await
    });
    drop(stop);
    // A follower that died has lost nothing: the view is caught up at the next start.
    let _ = follower.join();
    drop(sign);
    // Without its last checkpoint the next start walks a little further.
    let _ = signer.join();
    served
}

/// Keeps the view of cases up while nobody reads a list, so that a long way is not walked by the first who does.
fn follow(hall: Arc<Hall>) -> io::Result<(JoinHandle<()>, Sender<()>)> {
    let (stop, stopped) = channel::<()>();
    let work = move || {
        while stopped.recv_timeout(LOOKED_AFTER) == Err(RecvTimeoutError::Timeout) {
            // Whoever asks for a list meets the same fault and is told.
            while hall.lists.reached(&hall.desk).is_ok_and(|reached| reached.behind > 0)
                && stopped.try_recv() == Err(std::sync::mpsc::TryRecvError::Empty)
            {}
        }
    };
    Ok((std::thread::Builder::new().name("bonafide-lists".to_owned()).spawn(work)?, stop))
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
