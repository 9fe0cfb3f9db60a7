await import('./server.js');
