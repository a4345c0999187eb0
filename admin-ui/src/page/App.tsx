import { useEffect, useState } from 'preact/hooks';
import { BackendsPage } from '../backends/BackendsPage';
import { ClipGrid } from '../clips/ClipGrid';
import { ClipPage } from '../clip/ClipPage';
import { QualityPage } from '../quality/QualityPage';
import { NewRequest } from '../requests/NewRequest';
import { RequestList } from '../requests/RequestList';
import { curator, setCurator } from './curator';
import { Notices } from './notices';
import { formatRoute, parseRoute, type Route } from './route';

export function App() {
  const [route, setRoute] = useState(parseRoute(window.location.hash));
  useEffect(() => {
    const follow = () => setRoute(parseRoute(window.location.hash));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => {
    // A button that was clicked by mouse must not answer to the space bar afterwards: that plays the clip.
    const letGo = (event: MouseEvent) => {
      if (event.detail > 0 && event.target instanceof Element) {
        event.target.closest('button')?.blur();
      }
    };
    window.addEventListener('click', letGo);
    return () => window.removeEventListener('click', letGo);
  }, []);
  return (
    <>
      <header class="bar">
        <a class="brand" href={formatRoute({ page: 'requests' })}>
          Tailforge
        </a>
        <nav aria-label="Main">
          <a href={formatRoute({ page: 'requests' })} aria-current={route.page === 'requests' ? 'page' : undefined}>
            Requests
          </a>
          <a href={formatRoute({ page: 'new' })} aria-current={route.page === 'new' ? 'page' : undefined}>
            New request
          </a>
          <a href={formatRoute({ page: 'backends' })} aria-current={route.page === 'backends' ? 'page' : undefined}>
            Backends
          </a>
        </nav>
        <label class="curator">
          Curator{' '}
          <input value={curator()} maxLength={60} onChange={(event) => setCurator(event.currentTarget.value)} />
        </label>
      </header>
      <Body route={route} />
      <Notices />
    </>
  );
}

function Body({ route }: { route: Route }) {
  switch (route.page) {
    case 'requests':
      return <RequestList />;
    case 'new':
      return <NewRequest />;
    case 'backends':
      return <BackendsPage />;
    case 'clips':
      return <ClipGrid key={route.request} request={route.request} state={route.state} />;
    case 'quality':
      return <QualityPage key={route.request} request={route.request} />;
    case 'clip':
      return (
        <ClipPage
          key={`${route.request}/${route.ordinal}`}
          request={route.request}
          ordinal={route.ordinal}
          firstFrame={route.frame}
        />
      );
    case 'unknown':
      return (
        <main>
          <p>There is no such page.</p>
        </main>
      );
  }
}
